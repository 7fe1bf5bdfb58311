import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { isIntrinsic } from '../calls.ts'
import { escaped } from '../logical-id.ts'

/** A definition whose calls have become holes, and what fills each of them. */
export interface Substituted {
  readonly definition: Value
  readonly substitutions: Properties
}

/** Takes the calls out of a definition, which as a text can hold none. */
export function substituted(definition: Value): Substituted {
  const found: [string, Value][] = []
  const replaced = replace(definition, value => {
    const name = `definition_substitution_${found.length + 1}`
    found.push([name, value])
    return `\${${name}}`
  })
  return { definition: replaced, substitutions: Object.fromEntries(found) }
}

/** Holes are numbered in the order of the keys. */
function replace(value: Value, take: (value: Value) => string): Value {
  if (isList(value)) return value.map(item => replaceOne(item, take))
  if (!isRecord(value)) return value
  const entries = Object.keys(value)
    .sort()
    .map((key): [string, Value] => [key, replaceOne(value[key] ?? null, take)])
  return Object.fromEntries(entries)
}

function replaceOne(value: Value, take: (value: Value) => string): Value {
  return isIntrinsic(value) || isDynamic(value) ? take(value) : replace(value, take)
}

function isDynamic(value: Value): boolean {
  return typeof value === 'string' && /^\{\{resolve:[a-z-]+:.+\}\}$/.test(value)
}

/** Gives a definition as the call that joins its lines, as the service writes it. */
export function definitionText(definition: Value): Properties {
  return { 'Fn::Join': ['\n', lines(definition)] }
}

function lines(value: Value): readonly string[] {
  const inside = (body: readonly (readonly string[])[], [open, close]: readonly [string, string]) =>
    body.length === 0
      ? [open + close]
      : [open, ...body.flatMap((part, index) => indented(part, index < body.length - 1)), close]
  if (isList(value)) return inside(value.map(lines), ['[', ']'])
  if (!isRecord(value)) return [typeof value === 'string' ? escaped(value) : JSON.stringify(value)]
  const parts = Object.keys(value)
    .sort()
    .map(key => {
      const [first = '', ...rest] = lines(value[key] ?? null)
      return [`${escaped(key)}: ${first}`, ...rest]
    })
  return inside(parts, ['{', '}'])
}

function indented(part: readonly string[], more: boolean): readonly string[] {
  return part.map((line, index) => `    ${line}${more && index === part.length - 1 ? ',' : ''}`)
}
