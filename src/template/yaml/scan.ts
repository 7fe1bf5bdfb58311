import type { Edit } from './fix-text.ts'
import type { Line } from './lines.ts'
import type { Problem } from './problem.ts'

/** A typo of the typing hand that YAML refuses or takes for something else, with the edits that fix it. */
export interface Typo extends Problem {
  readonly edits: readonly Edit[]
}

/** A map or list that is open, and the column of its entries. */
export interface Frame {
  readonly kind: 'map' | 'list'
  readonly column: number
}

/** How far the search for typos has come, and what it stands in. */
export interface Scan {
  readonly text: string
  readonly lines: readonly Line[]
  readonly typos: Typo[]
  /** The line that is read now. */
  at: number
  /** Open maps and lists, outermost first. */
  frames: readonly Frame[]
  /** The innermost entry has no value yet. */
  pending: boolean
  /** Column of the entry whose plain text is open: deeper lines go on with it. */
  flowing: number | undefined
  /** Deeper lines move with the list item that was moved. */
  moved: { readonly column: number; readonly by: number; readonly edits: Edit[] } | undefined
  /** The last line whose tabs were replaced, so that a run of such lines is one typo. */
  tabs: { at: number; readonly edits: Edit[] } | undefined
}

/** The rest of a line: where it begins in the text and in which column. */
export interface Rest {
  readonly offset: number
  readonly column: number
}

/** Gives the text from a place to the end of the line that is read now. */
export function restOfLine(scan: Scan, { offset }: Rest): string {
  const line = scan.lines[scan.at]
  return scan.text.slice(offset, line?.end ?? offset)
}

/** Keeps a typo that one blank fixes. */
export function missingBlank(
  scan: Scan,
  code: string,
  {
    start,
    at,
    after,
    end,
  }: { readonly start: number; readonly at: number; readonly after: string; readonly end?: number },
): void {
  scan.typos.push({
    code,
    message: `A blank is missing after ${after}.`,
    hint: 'Put a blank there, or run: fnx validate --fix',
    start,
    end: end ?? start + restOfLine(scan, { offset: start, column: 0 }).trimEnd().length,
    edits: [{ offset: at, remove: 0, insert: ' ' }],
  })
}
