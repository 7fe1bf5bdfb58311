import type { Location, Position } from '../../model/diagnostic.ts'

/** A text with its lines: turns offsets into places for people. */
export interface Source {
  readonly file: string
  readonly text: string
  position(offset: number): Position
  location(start: number, end: number): Location
}

/** Makes the source of a text; lines are counted at the first question only. */
export function source(file: string, text: string): Source {
  let starts: readonly number[] | undefined
  const position = (offset: number): Position => {
    starts ??= lineStarts(text)
    const line = lastAtMost(starts, Math.max(0, Math.min(offset, text.length)))
    return { line: line + 1, column: Math.max(0, offset - (starts[line] ?? 0)) + 1 }
  }
  return {
    file,
    text,
    position,
    location: (start, end) => ({ file, start: position(start), end: position(Math.max(start, end)) }),
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index)
    if (char === 10 || (char === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1)
  }
  return starts
}

/** Gives the index of the last number that is not above a limit, in a list that ascends from one that is not. */
export function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((ascending[middle] ?? 0) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
