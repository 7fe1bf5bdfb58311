import { isList, isRecord, isSecret, member, secret, type Value } from '../model/value.ts'

/**
 * Gives a value as it lives with whatever is on record as secret put back behind its mask, so that it reaches neither
 * plan nor journal. Where it cannot be told which item of a list is the secret, every item is veiled.
 */
export function veil(live: Value, recorded: Value | undefined): Value {
  if (isSecret(recorded)) return recorded ?? live
  if (isList(live) && isList(recorded)) {
    if (live.length === recorded.length) return live.map((item, index) => veil(item, recorded[index]))
    return recorded.some(holdsSecret) ? live.map(() => unseen) : live
  }
  if (isRecord(live) && isRecord(recorded))
    return Object.fromEntries(
      Object.entries(live).map(([key, item]) => [key, veil(item, member(recorded, key))]),
    )
  return holdsSecret(recorded) ? unseen : live
}

const unseen = secret(null, '')

function holdsSecret(value: Value | undefined): boolean {
  if (isList(value)) return value.some(holdsSecret)
  return isSecret(value) || (isRecord(value) && Object.values(value).some(holdsSecret))
}
