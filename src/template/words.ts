import { isList, isRecord, text, type Value } from '../model/value.ts'

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
  null: 'empty',
}

/** Lists kinds of values for a sentence: `text or a list`. */
export function kindList(kinds: readonly string[]): string {
  return [...new Set(kinds)].map(kind => kindNames[kind] ?? kind).join(' or ')
}

/** Says what a value is, as the end of a sentence. */
export function sight(value: Value): string {
  if (value === null) return 'it is empty'
  if (isList(value)) return 'it is a list'
  if (isRecord(value)) return 'it is a map'
  const kind = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : 'true or false'
  return `${shown(value)} is ${kind}`
}

/** Shows a value within a sentence, cut where it is long. */
export function shown(value: Value): string {
  const json = JSON.stringify(value)
  return json.length <= 60 ? json : `${json.slice(0, 57)}…`
}

/** Tells whether a value is of a kind of JSON Schema, as the clouds convert what templates write. */
export function isOfKind(kind: string, value: Value): boolean {
  switch (kind) {
    case 'string':
      return text(value) !== undefined
    case 'number':
      return typeof value === 'number' || isNumeral(value)
    case 'integer':
      return typeof value === 'number'
        ? Number.isInteger(value)
        : isNumeral(value) && Number.isInteger(Number(value))
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false'
    case 'object':
      return isRecord(value)
    case 'array':
      return isList(value)
    default:
      return value === null
  }
}

function isNumeral(value: Value): boolean {
  return typeof value === 'string' && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value)
}
