import data from '../data/runtimes.json' with { type: 'json' }

interface Runtime {
  readonly family: string
  /** ISO date of the last security fix by the makers of the language. */
  readonly endOfLife?: string
}

const runtimes: Readonly<Record<string, Runtime>> = data.runtimes
const byLowerCase = new Map(Object.keys(runtimes).map(name => [name.toLowerCase(), name]))

/** Gives the name as SCF writes it; the specification takes lower case too, and writes Go as Golang1. */
export function runtimeNamed(written: string): string | undefined {
  const lower = written.toLowerCase()
  return byLowerCase.get(lower === 'golang1' ? 'go1' : lower)
}

/** Says since when a runtime gets no fixes and which newer one to take; nothing while there is no newer one. */
export function retired(
  name: string,
  today: Date,
): { readonly since: string; readonly instead: string } | undefined {
  const { family, endOfLife } = runtimes[name] ?? {}
  const newest = Object.keys(runtimes).findLast(other => runtimes[other]?.family === family)
  if (endOfLife === undefined || newest === undefined || newest === name) return undefined
  return today >= new Date(endOfLife) ? { since: endOfLife, instead: newest } : undefined
}

/** The names of all runtimes, in the order of families and versions. */
export const runtimeNames: readonly string[] = Object.keys(runtimes)
