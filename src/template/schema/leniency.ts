import { callOf, canonical, isList, isRecord, text, type Value } from '../../model/value.ts'

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
      return typeof value === 'boolean' || (typeof value === 'string' && /^(true|false)$/i.test(value))
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

/** Tells whether a value is listed; the clouds take `128` and `"128"`, `true` and `"true"` for one. */
export function isOneOf(allowed: readonly Value[], value: Value): boolean {
  const written = loose(value)
  return allowed.some(candidate => loose(candidate) === written)
}

function loose(value: Value): string {
  return text(value) ?? canonical(value)
}

/** Lists what a written value may turn out to be: itself, the outcomes of `Fn::If`, and nothing known for other calls. */
export function outcomes(value: Value): readonly Value[] {
  const call = callOf(value)
  if (call === undefined) return [value]
  const { name, argument } = call
  if (name !== 'Fn::If' || !isList(argument) || argument.length !== 3) return []
  return argument.slice(1).flatMap(outcomes)
}

/** Tells whether a value is `NoValue`: what is set to it is taken away by the cloud, whatever the cloud. */
export function isNoValue(value: Value | undefined): boolean {
  const call = callOf(value)
  return call?.name === 'Ref' && typeof call.argument === 'string' && call.argument.endsWith('::NoValue')
}

/** Tells whether the entries of a map are of the kinds that a table has for them, whatever they turn out to be. */
export function hasKinds(table: Readonly<Record<string, readonly string[]>>, value: Value): boolean {
  if (!isRecord(value)) return true
  for (const key in value) {
    const kinds = Object.hasOwn(table, key) ? table[key] : undefined
    const found = value[key] ?? null
    if (kinds === undefined || kinds.some(kind => isOfKind(kind, found) && !isRecord(found))) continue
    if (!outcomes(found).every(outcome => kinds.some(kind => isOfKind(kind, outcome)))) return false
  }
  return true
}

/** Tells whether a key is a macro that the cloud expands where it stands beside others, such as `Fn::ForEach::Topics`. */
export function isMacro(key: string): boolean {
  return key.startsWith('Fn::') && /^Fn::(?:Transform|ForEach(?:::.*)?)$/.test(key)
}

/** Tells whether a map has no other keys than these but macros. */
export function hasOnly(keys: readonly string[], value: Value): boolean {
  if (!isRecord(value)) return true
  for (const key in value) if (!keys.includes(key) && !isMacro(key)) return false
  return true
}
