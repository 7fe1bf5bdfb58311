/** A pattern of paths. */
export interface Glob {
  /** The folder that all paths begin with, up to the first sign; empty for the one that we are in. */
  readonly folder: string
  /** Meets the rest of a path, its parts joined by `/`. */
  readonly pattern: RegExp
}

/** Reads a name as a pattern: `*` and `?` within a part, `**` for any parts, `[ab]` and `{a,b}`; nothing where it has no sign. */
export function globOf(name: string): Glob | undefined {
  const parts = name.split('/')
  const first = parts.findIndex(part => /[*?[{]/.test(part))
  if (first < 0) return undefined
  const folder = parts.slice(0, first).join('/')
  const rest = parts.slice(first)
  const text = rest.map((part, index) => partOf(part, index === rest.length - 1)).join('')
  return { folder: first === 1 && folder === '' ? '/' : folder, pattern: new RegExp(`^${text}$`) }
}

function partOf(part: string, last: boolean): string {
  if (part === '**') return last ? '.*' : '(?:[^/]+/)*'
  return `${textOf(part)}${last ? '' : '/'}`
}

function textOf(part: string): string {
  const tokens = part.match(/\[[^\]]+\]|\{[^}]+\}|./gsu) ?? []
  return tokens
    .map(token => {
      if (token === '*') return '[^/]*'
      if (token === '?') return '[^/]'
      if (/^\[.+\]$/s.test(token))
        return `[${token
          .slice(1, -1)
          .replace(/^!/, '^')
          .replace(/[\\[\]]/g, '\\$&')}]`
      if (/^\{.+\}$/s.test(token)) return `(?:${token.slice(1, -1).split(',').map(textOf).join('|')})`
      return token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    })
    .join('')
}
