import { FnxError } from '../model/diagnostic.ts'
import type { State } from '../model/state.ts'
import { isRecord } from '../model/value.ts'

/**
 * Reads the text of a snapshot.
 * Throws E7003 when it is damaged and E7004 when a newer fnx wrote it.
 */
export function parseSnapshot(file: string, text: string): State {
  const value = parse(text)
  if (value !== undefined && typeof value.version === 'number' && value.version > 2)
    throw new FnxError({
      code: 'E7004',
      message: `State file ${file} was written by a newer fnx.`,
      hint: 'Use the fnx that wrote it, or a later one.',
    })
  if (value === undefined || !isState(value))
    throw new FnxError({
      code: 'E7003',
      message: `State file ${file} is damaged.`,
      hint: 'Restore it from a backup; fnx changes nothing while it cannot read what exists.',
    })
  return upgraded(value as unknown as State) // isState looked at what fnx relies on
}

/** Version 1 knew neither exports nor imports, for no stack had any. */
function upgraded(state: State): State {
  return { ...state, version: 2, exports: state.exports ?? {}, imports: state.imports ?? [] }
}

/** Gives the text of a snapshot, for people to read. */
export function formatSnapshot(state: State): string {
  return `${JSON.stringify(state, null, 2)}\n`
}

function parse(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isState(value: { readonly [key: string]: unknown }): boolean {
  const { version, serial, resources, deposed, outputs, exports, imports, key } = value
  return (
    (version === 1 || (version === 2 && isRecord(exports) && Array.isArray(imports))) &&
    Number.isInteger(serial) &&
    typeof key === 'string' &&
    isRecord(resources) &&
    Object.values(resources).every(isResource) &&
    Array.isArray(deposed) &&
    deposed.every(isResource) &&
    isRecord(outputs)
  )
}

function isResource(value: unknown): boolean {
  return (
    isRecord(value) &&
    ['logicalId', 'type', 'name', 'instance', 'status'].every(key => typeof value[key] === 'string') &&
    isRecord(value.properties) &&
    isRecord(value.attributes) &&
    Array.isArray(value.dependsOn)
  )
}
