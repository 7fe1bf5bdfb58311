import type { Properties, Value } from '../../../model/value.ts'
import { canonical, isList, isRecord, isSecret, member, text } from '../../../model/value.ts'

/**
 * Cuts what lives in the cloud to what the template set, in the template's own writing: defaults that the cloud fills in,
 * numbers as text and lists in another order are no drift. Secrets are left out, for they cannot be compared.
 */
export function faithful(known: Properties, live: Properties): Properties {
  const found: Record<string, Value> = {}
  for (const [key, value] of Object.entries(live)) {
    const before = member(known, key)
    if (before !== undefined && !isSecret(before)) found[key] = alike(before, value)
  }
  return found
}

function alike(known: Value, live: Value): Value {
  if (isSecret(known)) return known
  if (isRecord(known) && isRecord(live)) return faithfulMap(known, live)
  if (isList(known) && isList(live)) return sameItems(known, live) ? known : live
  return text(known) !== undefined && text(known) === text(live) ? known : live
}

function faithfulMap(known: Properties, live: Properties): Properties {
  const secrets = Object.entries(known).filter(([, value]) => isSecret(value))
  return { ...Object.fromEntries(secrets), ...faithful(known, live) }
}

function sameItems(known: readonly Value[], live: readonly Value[]): boolean {
  if (known.length !== live.length) return false
  const inOrder = live.map((item, index) => alike(known[index] ?? null, item))
  if (canonical(inOrder) === canonical(known)) return true
  const sorted = (items: readonly Value[]): string => items.map(canonical).sort().join()
  return sorted(known) === sorted(live)
}
