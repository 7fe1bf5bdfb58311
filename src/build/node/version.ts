type Version = readonly [number, number, number]

/**
 * Tells whether a version is in a range of npm: `^1.2.0`, `~1.2`, `1.x`, `>=1 <3`, `1 - 2`, `a || b`. What is no range,
 * such as a tag or an address, is met by any version.
 */
export function satisfies(version: string, range: string): boolean {
  const own = parse(version)
  if (own === undefined) return true
  return range
    .replace(/^(workspace|npm:(@[^@/]+\/)?[^@]*@?):?/, '')
    .split('||')
    .some(part => inPart(own, part.trim()))
}

function inPart(own: Version, part: string): boolean {
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(part)
  const words =
    hyphen === null
      ? part.replaceAll(/([<>=~^]+)\s+/g, '$1').split(/\s+/)
      : [`>=${hyphen[1]}`, `<=${hyphen[2]}`]
  return words.every(word => inWord(own, word))
}

function inWord(own: Version, word: string): boolean {
  const [, mark = '', written = ''] = /^([<>=~^]*)(.*)$/.exec(word) ?? []
  const parts = /^v?(\d+|[xX*])?(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:[-+].*)?$/.exec(written)
  if (parts === null) return true
  const given = parts
    .slice(1, 4)
    .map(part => (part === undefined || /[xX*]/.test(part) ? undefined : Number(part)))
  const low: Version = [given[0] ?? 0, given[1] ?? 0, given[2] ?? 0]
  const order = compare(own, low)
  if (mark === '>=') return order >= 0
  if (mark === '<') return order < 0
  if (mark === '>') return compare(own, low) > 0 && !samePrefix(own, given)
  if (mark === '<=') return order <= 0 || samePrefix(own, given)
  if (mark === '^') {
    const first = low.findIndex((part, index) => part > 0 || given[index + 1] === undefined)
    return order >= 0 && samePrefix(own, given.slice(0, Math.max(first, 0) + 1))
  }
  if (mark === '~') return order >= 0 && samePrefix(own, given.slice(0, 2))
  return samePrefix(own, given)
}

function samePrefix(own: Version, given: readonly (number | undefined)[]): boolean {
  return given.every((part, index) => part === undefined || part === own[index])
}

function compare(one: Version, other: Version): number {
  const at = one.findIndex((part, index) => part !== other[index])
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

function parse(version: string): Version | undefined {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)]
}
