import type { Live } from '../model/provider.ts'
import type { Properties, Value } from '../model/value.ts'
import { isList, isRecord, isSecret, member } from '../model/value.ts'
import { fits } from './diff.ts'

/**
 * Gives the properties to put on record for a thing that was found: what the template says and the thing is seen to
 * have. The rest is left out, so that the next plan writes it; only what would replace the thing (`replaceOn`, paths) is
 * taken as it is.
 */
export function recordedOf(desired: Properties, live: Live, replaceOn: readonly string[]): Properties {
  const fixed = new Set(replaceOn.map(path => path.split('.')[0]))
  return Object.fromEntries(
    Object.entries(desired).flatMap(([key, wanted]) => {
      const found = member(live.properties, key)
      if (found === undefined) return fixed.has(key) ? [[key, wanted]] : []
      if (holdsSecret(wanted)) return [] // what lives must not reach the disk, and what was written is not known
      if (fits(found, wanted)) return [[key, wanted]]
      return fixed.has(key) ? [[key, found]] : []
    }),
  )
}

function holdsSecret(value: Value): boolean {
  if (isSecret(value)) return true
  if (isList(value)) return value.some(holdsSecret)
  return isRecord(value) && Object.values(value).some(holdsSecret)
}
