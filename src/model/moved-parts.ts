import { equal, isList, member, type Properties } from './value.ts'

/**
 * Gives those of the lists of what a resource is part of that name nothing of what they named: what moves altogether is
 * made anew, for in place it would leave the old ones before anybody uses the new.
 */
export function movedParts(
  partOf: readonly string[] = [],
  before: Properties,
  after: Properties,
): readonly string[] {
  return partOf.filter(property => {
    const [old, wanted] = [member(before, property), member(after, property)]
    if (!isList(old) || !isList(wanted) || old.length === 0) return false
    return !wanted.some(item => old.some(other => equal(item, other)))
  })
}
