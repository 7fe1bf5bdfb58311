import { isRecord, isSecret, list, type Properties, text, type Value } from '../../../model/value.ts'

/**
 * Gives what lives in the cloud in the words of the template, so that only true differences show: `80` stays a number
 * where the cloud says `"80"`, and what stands for a secret cannot be compared and is taken as it is.
 */
export function faithful(known: Value | undefined, live: Value): Value {
  if (known === undefined) return live
  if (isSecret(known)) return known
  if (isRecord(known) && isRecord(live))
    return Object.fromEntries(Object.entries(live).map(([key, value]) => [key, faithful(known[key], value)]))
  if (Array.isArray(known) && Array.isArray(live))
    return live.map((item, index) => faithful(list(known)[index], item))
  const said = text(known)
  return said !== undefined && said === text(live) ? known : live
}

/** Keeps of a live record only what the template speaks of: the cloud fills in the rest by itself. */
export function spokenOf(known: Value | undefined, live: Properties): Properties {
  if (!isRecord(known)) return live
  const kept = Object.entries(known).flatMap(([key, value]): [string, Value][] => {
    const found = live[key]
    if (found === undefined) return []
    return [[key, isRecord(value) && isRecord(found) ? spokenOf(value, found) : faithful(value, found)]]
  })
  return Object.fromEntries(kept)
}

/** Reads JSON that the cloud keeps as text; what is none stays text. */
export function parsed(value: Value | undefined): Value {
  if (typeof value !== 'string') return value ?? null
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
