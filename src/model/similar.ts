/** Gives the name that a misspelt one was most likely meant to be, or nothing when none is within as many slips. */
export function similar(
  name: string,
  known: Iterable<string>,
  limit = Math.max(1, Math.floor(name.length / 3)),
): string | undefined {
  let best: string | undefined
  let least = limit + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const far = distance(name.toLowerCase(), candidate.toLowerCase(), least)
    if (far < least) {
      best = candidate
      least = far
    }
  }
  return best
}

/** Gives the hint for a misspelt name, or nothing when no known name is near. */
export function didYouMean(name: string, known: Iterable<string>): { readonly hint?: string } {
  const found = similar(name, known)
  return found === undefined ? {} : { hint: `Did you mean "${found}"?` }
}

/** The most names that hints are looked for: who has more that nobody knows did not misspell them. */
const hintLimit = 100

/** Makes what gives hints for the misspelt names of one file; each is looked for once. */
export function hints(known: Iterable<string>): (name: string) => { readonly hint?: string } {
  const given = new Map<string, { readonly hint?: string }>()
  return name => {
    const found = given.get(name) ?? (given.size < hintLimit ? didYouMean(name, known) : {})
    given.set(name, found)
    return found
  }
}

/** Counts the inserted, removed, changed and swapped letters between two words; stops counting at a limit. */
function distance(left: string, right: string, limit: number): number {
  let before: number[] = []
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1]
      let cost = Math.min((row[j - 1] ?? 0) + (same ? 0 : 1), (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      next.push(cost)
    }
    if (Math.min(...next) > limit) return limit + 1
    before = row
    row = next
  }
  return row[right.length] ?? 0
}
