import type { PropertyChange } from '../model/plan.ts'
import { redact } from '../model/sensitive.ts'
import type { Properties, Value } from '../model/value.ts'
import { isCall, isList, isRecord, isSecret, member, record, secretKey } from '../model/value.ts'

/**
 * Lists what differs between two maps of properties, down to the smallest parts.
 * @example diff({ Env: { A: 1 } }, { Env: { A: 2 } }, []) // [{ path: 'Env.A', before: 1, after: 2, … }]
 */
export function diff(
  before: Properties,
  after: Properties,
  replaceOn: readonly string[],
): readonly PropertyChange[] {
  const found: PropertyChange[] = []
  compare({ before, after, path: [] }, ({ path, ...change }) => {
    const name = path.join('.')
    const replaces = replaceOn.some(property => within(name, property) || within(property, name))
    found.push({ path: name, ...shown(change), replaces, drift: false })
  })
  return found
}

/** Tells whether two values are the same; secrets are when their hashes are. */
export function same(before: Value | undefined, after: Value | undefined): boolean {
  let equal = true
  compare({ before, after, path: [] }, () => {
    equal = false
  })
  return equal
}

/** Tells whether a value as it lives could be the one on record: what stands for a secret fits anything. */
export function fits(live: Value | undefined, recorded: Value | undefined): boolean {
  if (isSecret(recorded)) return true
  if (isRecord(live) && isRecord(recorded))
    return keysOf(live, recorded).every(key => fits(member(live, key), member(recorded, key)))
  if (isList(live) && isList(recorded))
    return live.length === recorded.length && live.every((item, index) => fits(item, recorded[index]))
  return live === recorded
}

interface Pair {
  readonly before: Value | undefined
  readonly after: Value | undefined
  readonly path: readonly string[]
}

function compare({ before, after, path }: Pair, differs: (pair: Pair) => void): void {
  if (isSecret(before) && isSecret(after)) {
    if (hashOf(before) !== hashOf(after)) differs({ before, after, path })
  } else if (isPlain(before) && isPlain(after)) {
    for (const key of keysOf(before, after))
      compare({ before: member(before, key), after: member(after, key), path: [...path, key] }, differs)
  } else if (isList(before) && isList(after) && before.length === after.length) {
    for (const [index, item] of before.entries())
      compare({ before: item, after: after[index], path: [...path, String(index)] }, differs)
  } else if (before !== after) differs({ before, after, path })
}

function isPlain(value: Value | undefined): value is Properties {
  return isRecord(value) && !isCall(value) && !isSecret(value)
}

function keysOf(left: Properties, right: Properties): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
}

function hashOf(value: Value | undefined): Value | undefined {
  return record(record(value)[secretKey]).hash
}

function within(name: string, property: string): boolean {
  return name === property || name.startsWith(`${property}.`)
}

function shown({ before, after }: Omit<Pair, 'path'>): Pick<PropertyChange, 'before' | 'after'> {
  return {
    ...(before === undefined ? {} : { before: redact(before) }),
    ...(after === undefined ? {} : { after: redact(after) }),
  }
}
