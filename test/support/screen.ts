/** What stands on a terminal of some width once all is written, with what has scrolled out of it. */
export interface Screen {
  readonly lines: readonly string[]
  /** Lines that were too long, whole. */
  readonly overflowing: readonly string[]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: every sequence begins with one
const part = /\u001b\[([\d;?]*)([A-Za-z])|[\s\S]/gu

/** Draws what a program wrote as a terminal would: colours are left out, and the cursor goes where it is sent. */
export function screenOf(written: string, columns: number): Screen {
  const rows: string[][] = [[]]
  const overflowing = new Set<number>()
  let [row, column] = [0, 0]
  const down = (): void => {
    row++
    if (rows[row] === undefined) rows.push([])
  }
  for (const [text, numbers = '', letter] of written.matchAll(part)) {
    const count = Number(numbers) || 1
    if (letter === 'A') row = Math.max(0, row - count)
    else if (letter === 'G') column = count - 1
    else if (letter === 'D') column = Math.max(0, column - count)
    else if (letter === 'C') column += count
    else if (letter === 'K') rows[row]?.splice(column)
    else if (letter === 'J') {
      rows.splice(row + 1)
      rows[row]?.splice(column)
    } else if (letter !== undefined) continue
    else if (text === '\r') column = 0
    else if (text === '\n') down()
    else if (text >= ' ') {
      if (column >= columns) {
        overflowing.add(row)
        down()
        column = 0
      }
      const line = rows[row] ?? []
      while (line.length < column) line.push(' ')
      line[column++] = text
    }
  }
  const lines = rows.map(line => line.join('').trimEnd())
  while (lines.at(-1) === '') lines.pop()
  return { lines, overflowing: [...overflowing].map(at => `${lines[at]}${lines[at + 1]}`) }
}
