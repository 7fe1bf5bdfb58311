import { isList, isRecord, type Value } from '../../../model/value.ts'

/** Gives FC's name of a property: `VSwitchIds` becomes `vSwitchIds`. */
export function camel(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

/** Gives a value with FC's names at every depth. */
export function camelDeep(value: Value): Value {
  if (isList(value)) return value.map(camelDeep)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [camel(key), camelDeep(item)]))
}
