import type { Context } from '../command.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: every colour begins with one
const colour = /\u001b\[[0-9;]*m/g

/**
 * Breaks a line at its blanks where it is longer than a terminal is wide; what follows hangs two columns in. A word that is
 * too long for any line, such as an address, is left whole.
 */
export function fold(line: string, columns: number): string {
  if (visible(line) <= columns) return line
  const indent = /^ */.exec(line)?.[0] ?? ''
  const rows: string[] = []
  let row = indent
  for (const word of line.slice(indent.length).split(/(?<=\S)(?= )/)) {
    if (row.trim() !== '' && visible(row + word) > columns) {
      rows.push(row)
      row = `${indent}  ${word.trimStart()}`
    } else row += word
  }
  return [...rows, row].join('\n')
}

/** Breaks the lines of a text. */
export function foldAll(text: string, columns: number): string {
  return text
    .split('\n')
    .map(line => fold(line, columns))
    .join('\n')
}

/** Cuts a line to the width of a terminal; the cursor stays on it. */
export function cut(line: string, columns: number): string {
  return line.length < columns ? line : `${line.slice(0, columns - 2)}…`
}

/** Gives how wide the terminal is, or no bound where there is none: programs and files get whole lines. */
export function widthOf({ stdout }: Pick<Context, 'stdout'>): number {
  return stdout.isTTY === true && stdout.columns ? stdout.columns : Number.POSITIVE_INFINITY
}

/** Colours take no room. */
export function visible(text: string): number {
  return text.replace(colour, '').length
}
