/** A regular expression, read: one character, a place, parts in a row, one of several, or a repetition. */
export type Pattern =
  | { readonly kind: 'character'; is(character: string): boolean }
  | { readonly kind: 'place'; is(text: string, at: number): boolean }
  | { readonly kind: 'row'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly among: readonly Pattern[] }
  | {
      readonly kind: 'repetition'
      readonly of: Pattern
      readonly least: number
      /** Absent where there is no end to it. */
      readonly most: number | undefined
    }

interface Reading {
  readonly text: string
  at: number
}

const atom =
  /\\[dDwWsStnrfv]|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^a-zA-Z0-9]|\[(?:\\.|[^\]\\])*\]|[^\\()[{*+?|^$]/y
const opening = /\((?:\?:|\?<[A-Za-z_]\w*>|(?!\?))/y
const place = /\^|\$|\\[bB]/y
const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y

/** Reads a regular expression of JavaScript; gives nothing where it looks around or back, which no automaton can. */
export function parsePattern(text: string): Pattern | undefined {
  const reading: Reading = { text, at: 0 }
  const found = choice(reading)
  return reading.at === text.length ? found : undefined
}

function choice(reading: Reading): Pattern | undefined {
  const among: Pattern[] = []
  do {
    const found = row(reading)
    if (found === undefined) return undefined
    among.push(found)
  } while (take(reading, /\|/y) !== undefined)
  const [only] = among
  return among.length === 1 ? only : { kind: 'choice', among }
}

function row(reading: Reading): Pattern | undefined {
  const parts: Pattern[] = []
  while (reading.at < reading.text.length && !/[|)]/.test(reading.text[reading.at] ?? '')) {
    const part = one(reading)
    if (part === undefined) return undefined
    parts.push(repeated(reading, part))
  }
  return { kind: 'row', parts }
}

function one(reading: Reading): Pattern | undefined {
  const source = take(reading, atom)?.[0] ?? take(reading, place)?.[0]
  if (source !== undefined) return single(source)
  if (take(reading, opening) === undefined) return undefined
  const inside = choice(reading)
  return take(reading, /\)/y) === undefined ? undefined : inside
}

/** What one character or place means is left to JavaScript itself. */
function single(source: string): Pattern {
  if (source === '^') return { kind: 'place', is: (_, at) => at === 0 }
  if (source === '$') return { kind: 'place', is: (text, at) => at === text.length }
  const is = new RegExp(`^${source}$`)
  if (/^\\[bB]$/.test(source)) return { kind: 'place', is: boundary(source === '\\b') }
  return { kind: 'character', is: character => is.test(character) }
}

function boundary(wanted: boolean): (text: string, at: number) => boolean {
  const inWord = (character: string | undefined) => character !== undefined && /\w/.test(character)
  return (text, at) => (inWord(text[at - 1]) !== inWord(text[at])) === wanted
}

function repeated(reading: Reading, of: Pattern): Pattern {
  const found = take(reading, quantifier)
  if (found === undefined) return of
  const [, sign, count, comma, limit = ''] = found
  if (sign !== undefined)
    return { kind: 'repetition', of, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : undefined }
  const least = Number(count)
  const most = comma === undefined ? least : limit === '' ? undefined : Number(limit)
  return { kind: 'repetition', of, least, most }
}

function take(reading: Reading, what: RegExp): RegExpExecArray | undefined {
  what.lastIndex = reading.at
  const found = what.exec(reading.text)
  if (found === null) return undefined
  reading.at = what.lastIndex
  return found
}
