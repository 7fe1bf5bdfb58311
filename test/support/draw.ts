/** A stream of choices that is the same in each run. */
export interface Draw {
  /** Gives a whole number from 0 to below a limit. */
  below(limit: number): number
  /** Tells, so many times of a hundred, that something is so. */
  chance(percent: number): boolean
  one<T>(items: readonly T[]): T
  /** Gives the items in another order. */
  mixed<T>(items: readonly T[]): readonly T[]
  /** Gives some of the items in an order of its own, at most so many. */
  some<T>(items: readonly T[], most?: number): readonly T[]
}

/** Begins the stream of a seed: a generator of Marsaglia's kind, whose low digits are as good as its high ones. */
export function drawFrom(seed: number): Draw {
  let state = (seed ^ 0x9e3779b9) >>> 0
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return ((word ^ (word >>> 14)) >>> 0) % limit
  }
  const mixed = <T>(items: readonly T[]): T[] => {
    const turned = [...items]
    for (let at = turned.length - 1; at > 0; at--) {
      const other = below(at + 1)
      // Both indexes lie in the list.
      ;[turned[at], turned[other]] = [turned[other] as T, turned[at] as T]
    }
    return turned
  }
  return {
    below,
    chance: percent => below(100) < percent,
    mixed,
    // The index lies in the list, which is never empty here.
    one: items => items[below(items.length)] as (typeof items)[number],
    some: (items, most = items.length) => mixed(items).slice(0, below(Math.min(most, items.length) + 1)),
  }
}
