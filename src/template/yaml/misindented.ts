import type { Edit } from './fix-text.ts'
import type { Line } from './lines.ts'
import type { Frame, Scan } from './scan.ts'

/** Moves a line with the item that it belongs to, or ends the move. */
export function moveAlong(scan: Scan, line: Line): void {
  const { moved } = scan
  if (moved === undefined) return
  if (line.column > moved.column) moved.edits.push(shift(line, moved.by))
  else scan.moved = undefined
}

function shift(line: Line, by: number): Edit {
  if (by > 0) return { offset: line.start, remove: 0, insert: ' '.repeat(by) }
  return { offset: line.start, remove: Math.min(-by, line.content - line.start), insert: '' }
}

/** Replaces the tabs that a line begins with; a run of such lines is one typo. */
export function replaceTabs(scan: Scan, line: Line): void {
  const edit = { offset: line.start, remove: line.content - line.start, insert: ' '.repeat(line.column) }
  if (scan.tabs !== undefined && scan.tabs.at === scan.at - 1) {
    scan.tabs.edits.push(edit)
    scan.tabs.at = scan.at
    return
  }
  const edits = [edit]
  scan.tabs = { at: scan.at, edits }
  scan.typos.push({
    code: 'E1023',
    message: 'A tab stands in the indentation; YAML takes blanks only.',
    hint: 'Indent with blanks, or run: fnx validate --fix',
    start: line.start,
    end: line.content,
    edits,
  })
}

/** Finds the list that an item at a column of its own belongs to, where only one can be meant. */
export function listOf(
  scan: Scan,
  column: number,
  before: { readonly frames: readonly Frame[]; readonly pending: boolean },
): { readonly frames: readonly Frame[]; readonly column: number } | undefined {
  const last = before.frames.at(-1)
  // `Key:` waits for its list, and this item stands left of the key.
  if (before.pending && last?.kind === 'map' && last.column > column) {
    const frame: Frame = { kind: 'list', column: last.column + 2 }
    return { frames: [...before.frames, frame], column: frame.column }
  }
  // The item stands left of the list's other items, or right of them and behind a whole one.
  const left = before.frames.findIndex(frame => frame.kind === 'list' && frame.column > column)
  const right = scan.frames.findLastIndex(frame => frame.kind === 'list' && frame.column < column)
  const index = left >= 0 ? left : right
  const frame = before.frames[index]
  return frame === undefined ? undefined : { frames: before.frames.slice(0, index + 1), column: frame.column }
}

/** Moves the item that the line begins with from one column to another. */
export function moveItem(scan: Scan, from: number, to: number): void {
  const line = scan.lines[scan.at]
  if (line === undefined) return
  const edits = [shift(line, to - from)]
  // What belongs to the item stands right of its dash and the blank behind it.
  scan.moved = { column: line.column + 1, by: to - line.column, edits }
  scan.typos.push({
    code: 'E1024',
    message: 'This list item is not in the column of the others.',
    hint: `Move it to column ${to + 1}, or run: fnx validate --fix`,
    start: line.content,
    end: line.end,
    edits,
  })
}
