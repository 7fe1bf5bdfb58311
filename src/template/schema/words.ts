import { isList, isRecord, type Value } from '../../model/value.ts'

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
