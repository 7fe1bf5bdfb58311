import type { DraftMap } from './draft.ts'

const most = 10

/**
 * Makes the conditions that together hold when any of several does; `Fn::Or` takes ten at once, so more need a chain,
 * whose last one has the name asked for.
 */
export function combinedCondition(
  name: string,
  conditions: readonly string[],
): readonly [string, DraftMap][] {
  const made: [string, DraftMap][] = []
  let left = [...conditions]
  let further = Math.floor((left.length - 2) / (most - 1))
  while (left.length > 1) {
    const own = further > 0 ? `${name}${further}` : name
    further -= 1
    made.push([own, { 'Fn::Or': left.slice(0, most).map(Condition => ({ Condition })) }])
    left = [...left.slice(most), own]
  }
  return made
}
