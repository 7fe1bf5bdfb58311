import type { Value } from '../../../model/value.ts'

/** Reads JSON that the cloud keeps as text; what is none stays text. */
export function parsed(value: Value | undefined): Value {
  if (typeof value !== 'string') return value ?? null
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
