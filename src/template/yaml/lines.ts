/** One line of a text: where it begins and ends, where its content begins, and how far that is indented. */
export interface Line {
  readonly start: number
  readonly end: number
  readonly content: number
  /** Column of the content, from 0, with tabs widened. */
  readonly column: number
  /** A tab stands in the indentation. */
  readonly tabbed: boolean
  /** Nothing, or nothing but a comment. */
  readonly blank: boolean
}

/** Cuts a text into lines; a tab counts as so many blanks. */
export function linesOf(text: string, tabWidth: number): readonly Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start)
    const next = feed < 0 ? text.length + 1 : feed + 1
    const end = next - 1 - (text[next - 2] === '\r' ? 1 : 0)
    lines.push(lineOf(text, start, { end, tabWidth }))
    start = next
  }
  return lines
}

function lineOf(
  text: string,
  start: number,
  { end, tabWidth }: { readonly end: number; readonly tabWidth: number },
): Line {
  let content = start
  let column = 0
  let tabbed = false
  for (; content < end && (text[content] === ' ' || text[content] === '\t'); content++) {
    const tab = text[content] === '\t'
    tabbed ||= tab
    column += tab ? tabWidth : 1
  }
  return { start, end, content, column, tabbed, blank: content >= end || text[content] === '#' }
}

const key =
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=\S))(?:[^:#\s]|:(?=\S)|\s+(?![\s#:])|(?<=\S)#)*)\s*:(?=\s|$)/

/** Gives the length of the key and colon that a text begins with, or nothing. */
export function keyLength(content: string): number | undefined {
  return key.exec(content)?.[0].length
}

/** Gives the offset behind the quoted text that begins at an offset, or nothing when it is never closed. */
export function afterQuoted(text: string, start: number): number | undefined {
  const quote = text[start]
  for (let index = start + 1; index < text.length; index++) {
    const char = text[index]
    if (char === '\\' && quote === '"') index++
    else if (char === quote) {
      if (quote === "'" && text[index + 1] === "'") index++
      else return index + 1
    }
  }
  return undefined
}

/** Gives the offset behind the `[…]` or `{…}` that begins at an offset, or nothing when it is never closed. */
export function afterFlow(text: string, start: number): number | undefined {
  let depth = 0
  for (let index = start; index < text.length; index++) {
    const char = text[index] as string // the loop's bound keeps the index inside
    if ((char === '"' || char === "'") && /[\s,[{:]/.test(text[index - 1] ?? ' ')) {
      const after = afterQuoted(text, index)
      if (after === undefined) return undefined
      index = after - 1
    } else if (char === '#' && /\s/.test(text[index - 1] ?? '')) {
      const feed = text.indexOf('\n', index)
      if (feed < 0) return undefined
      index = feed
    } else if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth--
    if (depth === 0) return index + 1
  }
  return undefined
}
