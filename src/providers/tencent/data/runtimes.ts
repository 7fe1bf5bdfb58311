import data from './runtimes.json' with { type: 'json' }

interface Runtime {
  readonly family: string
  /** ISO date of the last security fix by the makers of the language. */
  readonly endOfLife?: string
  /** No document of Tencent's names it. */
  readonly unconfirmed?: boolean
}

const runtimes: Readonly<Record<string, Runtime>> = data.runtimes
const byLowerCase = new Map(Object.keys(runtimes).map(name => [name.toLowerCase(), name]))

/** Gives the name as SCF writes it; the specification takes lower case too, and writes Go as Golang1. */
export function runtimeNamed(written: string): string | undefined {
  const lower = written.toLowerCase()
  return byLowerCase.get(lower === 'golang1' ? 'go1' : lower)
}

/** Says since when a runtime gets no fixes and which newer one to take; nothing while no newer one is known to be there. */
export function retired(
  name: string,
  today: Date,
): { readonly since: string; readonly instead: string } | undefined {
  const { family, endOfLife } = runtimes[name] ?? {}
  const newest = suggestedRuntimes.findLast(other => runtimes[other]?.family === family)
  if (endOfLife === undefined || newest === undefined || !isNewer(newest, name)) return undefined
  return today >= new Date(endOfLife) ? { since: endOfLife, instead: newest } : undefined
}

/** The runtimes that a document of Tencent's names, in the order of families and versions. */
export const suggestedRuntimes: readonly string[] = Object.keys(runtimes).filter(
  name => runtimes[name]?.unconfirmed !== true,
)

/** Tells whether a runtime is of a known language and newer than all that are known of it, so that it may have come since. */
export function mayBeNew(written: string): boolean {
  const known = Object.keys(runtimes).filter(name => languageOf(name) === languageOf(written))
  return known.length > 0 && versionOf(written).length > 0 && known.every(name => isNewer(written, name))
}

function isNewer(left: string, right: string): boolean {
  const [one, other] = [versionOf(left), versionOf(right)]
  const place = one.findIndex((part, index) => part !== (other[index] ?? 0))
  return place >= 0 && (one[place] ?? 0) > (other[place] ?? 0)
}

function languageOf(name: string): string {
  return /^[a-z]+(?=\d)/i.exec(name)?.[0].toLowerCase() ?? ''
}

/** Gives the numbers of a version; none where the name is not that of a language with a version. */
function versionOf(name: string): readonly number[] {
  return (/^[a-z]+(\d+(?:\.\d+)*)$/i.exec(name)?.[1] ?? '').split('.').filter(Boolean).map(Number)
}
