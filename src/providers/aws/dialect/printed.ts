import { isList, isRecord, type Value } from '../../../model/value.ts'

/** Writes a value into a text as the service does, whose words for true and nothing are its own. */
export function printed(value: Value): string {
  return typeof value === 'string' ? value : literal(value)
}

function literal(value: Value): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isList(value)) return `[${value.map(literal).join(', ')}]`
  if (!isRecord(value)) return typeof value === 'string' ? `'${value}'` : String(value)
  const entries = Object.entries(value).map(([key, item]) => `'${key}': ${literal(item)}`)
  return `{${entries.join(', ')}}`
}
