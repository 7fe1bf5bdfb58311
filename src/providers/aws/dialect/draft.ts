import { isList, isRecord, put, type Value } from '../../../model/value.ts'
import { refuseTemplate } from './refusal.ts'

/** A value that is still being written: the transform's own copy, which nobody else holds. */
export type Draft = null | boolean | number | string | Draft[] | DraftMap

/** A map that is still being written. */
export interface DraftMap {
  [key: string]: Draft
}

/** Copies a value for writing; keys such as `__proto__` stay plain keys. */
export function draftOf(value: Value): Draft {
  if (isList(value)) return value.map(draftOf)
  if (!isRecord(value)) return value
  const copy: DraftMap = {}
  for (const key of Object.keys(value)) put(copy, key, draftOf(value[key] ?? null))
  return copy
}

/** Tells whether a draft is a map. */
export function isMap(value: Draft | Value | undefined): value is DraftMap {
  return isRecord(value)
}

/** Reads an own property, whatever its name. */
export function own(map: DraftMap, key: string): Draft | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** Gives the map at a key, made empty where nothing stands there. */
export function mapAt(map: DraftMap, key: string): DraftMap {
  const found = own(map, key)
  if (isMap(found)) return found
  if (isGiven(found)) return refuseTemplate(`${key} must be a map.`)
  const made: DraftMap = {}
  put(map, key, made)
  return made
}

function isGiven(value: Draft | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0
}
