import { afterFlow, afterQuoted, keyLength, type Line, linesOf } from './lines.ts'
import { listOf, moveAlong, moveItem, replaceTabs } from './misindented.ts'
import { type Frame, missingBlank, type Rest, restOfLine, type Scan, type Typo } from './scan.ts'

const gluedValue = /^[A-Za-z_][\w-]*:(?:!\w|\.|['"])/
const gluedKey = /^(?:Fn::\w+|[A-Za-z_][\w-]*):(?![\s:]|\/\/)(?=\S)/
const gluedDash = /^-(?=['"!{[]|[A-Z][A-Za-z]*:(?:\s|$))/
const gluedTag = /^![A-Za-z][A-Za-z0-9:]*(?=["'{[])/
const nodeProperty = /^(?:!\S*|&\S+)(?:\s+|$)/

/** Tells whether a plain value that YAML could read may be a line that misses a blank. */
export function looksLikeTypo(value: string, multiline: boolean): boolean {
  if (value.startsWith('-')) return multiline || /^-['"!{[]/.test(value)
  return (multiline && value.includes(' - ')) || (value.includes(':') && gluedValue.test(value))
}

/**
 * Finds the typos that are certain, reading the text line by line as people do: a blank missing after a colon, after a
 * dash or behind a tag, tabs in the indentation, a list item at a column of its own. Blocks of text, quotes, flow
 * collections and comments are passed over.
 */
export function findTypos(text: string, tabWidth = 2): readonly Typo[] {
  const scan: Scan = {
    text,
    lines: linesOf(text, tabWidth),
    typos: [],
    at: 0,
    frames: [],
    pending: true,
    flowing: undefined,
    moved: undefined,
    tabs: undefined,
  }
  for (; scan.at < scan.lines.length; scan.at++) {
    const line = scan.lines[scan.at]
    if (line !== undefined && !line.blank) readLine(scan, line)
  }
  return scan.typos
}

function readLine(scan: Scan, line: Line): void {
  if (line.column === 0 && /^(?:---|\.\.\.|%)/.test(scan.text.slice(line.start, line.start + 3))) {
    Object.assign(scan, { frames: [], pending: true, flowing: undefined })
    return
  }
  if (scan.moved !== undefined) moveAlong(scan, line)
  const column = line.column + (scan.moved?.by ?? 0)
  if (scan.flowing !== undefined && column > scan.flowing && !isStrayItem(scan, line)) return
  if (line.tabbed) replaceTabs(scan, line)
  const before = { frames: scan.frames, pending: scan.pending && scan.flowing === undefined }
  scan.flowing = undefined
  scan.frames = scan.frames.filter(frame => frame.column <= column)
  if (scan.frames.length < before.frames.length) scan.pending = false
  const rest = readDashes(scan, { offset: line.content, column }, before)
  if (rest !== undefined) readContent(scan, line, rest)
}

/** Tells whether a line that YAML takes for more text of a list item is the next item, set too deep. */
function isStrayItem(scan: Scan, line: Line): boolean {
  return scan.frames.at(-1)?.kind === 'list' && /^-\s+\S/.test(scan.text.slice(line.content, line.end))
}

/** Reads the dashes that a line begins with; gives what follows the last, or nothing when nothing does. */
function readDashes(
  scan: Scan,
  first: Rest,
  before: { readonly frames: readonly Frame[]; readonly pending: boolean },
): Rest | undefined {
  let rest = first
  for (;;) {
    const content = restOfLine(scan, rest)
    if (content === '' || content.startsWith('#')) return undefined
    const glued = gluedDash.test(content)
    if (!glued && !/^-(?:\s|$)/.test(content)) return rest
    const column = placeItem(scan, rest, { ...before, movable: rest === first && !glued })
    if (column === undefined) return rest
    if (glued)
      missingBlank(scan, 'E1021', {
        start: rest.offset,
        at: rest.offset + 1,
        after: 'the dash of a list item',
      })
    const blanks = glued ? 1 : (/^-(\s*)/.exec(content)?.[1]?.length ?? 0)
    scan.pending = true
    rest = { offset: rest.offset + 1 + (glued ? 0 : blanks), column: column + 1 + blanks }
  }
}

/** Opens or goes on with the list that an item belongs to and gives the item's column, or nothing when it fits nowhere. */
function placeItem(
  scan: Scan,
  { column }: Rest,
  before: { readonly frames: readonly Frame[]; readonly pending: boolean; readonly movable: boolean },
): number | undefined {
  const top = scan.frames.at(-1)
  if (top?.kind === 'list' && top.column === column) return column
  if (
    scan.pending &&
    (top === undefined || column > top.column || (top.kind === 'map' && column === top.column))
  ) {
    scan.frames = [...scan.frames, { kind: 'list', column }]
    return column
  }
  const home = before.movable ? listOf(scan, column, before) : undefined
  if (home === undefined) return undefined
  scan.frames = home.frames
  moveItem(scan, column, home.column)
  return home.column
}

function readContent(scan: Scan, line: Line, rest: Rest): void {
  const content = restOfLine(scan, rest)
  const length = keyLength(content) ?? gluedKeyLength(scan, line, rest)
  if (length === undefined) {
    readValue(scan, rest.offset, scan.frames.at(-1)?.column ?? -1)
    return
  }
  const top = scan.frames.at(-1)
  if (top?.kind === 'list' && top.column >= rest.column) scan.frames = scan.frames.slice(0, -1)
  const map = scan.frames.at(-1)
  if (map?.kind !== 'map' || map.column < rest.column)
    scan.frames = [...scan.frames, { kind: 'map', column: rest.column }]
  const after = rest.offset + length
  const blanks = /^[ \t]*/.exec(scan.text.slice(after, line.end))?.[0].length ?? 0
  readValue(scan, after + blanks, rest.column)
}

/** Gives the length of a key and its colon whose blank is missing, where a key is the only thing that fits. */
function gluedKeyLength(scan: Scan, line: Line, rest: Rest): number | undefined {
  const content = restOfLine(scan, rest)
  const length = gluedKey.exec(content)?.[0].length
  if (length === undefined || !mustBeKey(scan, line, rest)) return undefined
  const name = content.slice(0, length - 1)
  missingBlank(scan, 'E1020', {
    start: rest.offset,
    at: rest.offset + length,
    after: `"${name}:"`,
    end: rest.offset + content.trimEnd().length,
  })
  return length
}

function mustBeKey(scan: Scan, line: Line, { offset, column }: Rest): boolean {
  const siblings = scan.frames.some(frame => frame.kind === 'map' && frame.column === column)
  if (siblings && scan.frames.at(-1)?.column === column) return true
  if (!scan.pending) return false
  for (let next = scan.at + 1; next < scan.lines.length; next++) {
    const after = scan.lines[next]
    if (after === undefined || after.blank || after.column > column) continue
    if (after.column < column) break
    const content = scan.text.slice(after.content, after.end)
    if (keyLength(content) !== undefined) return true
    if (!gluedKey.test(content)) break
  }
  return offset === line.content && gluedValue.test(scan.text.slice(offset, line.end))
}

/** Passes over the value that begins at an offset, in the entry at a column. */
function readValue(scan: Scan, start: number, column: number): void {
  const offset = afterProperties(scan, start)
  const content = restOfLine(scan, { offset, column })
  scan.pending = content === '' || content.startsWith('#')
  if (scan.pending) return
  if (/^[|>][-+0-9]*\s*(?:#.*)?$/.test(content)) skipBlock(scan, column)
  else if (content.startsWith('"') || content.startsWith("'")) skipTo(scan, afterQuoted(scan.text, offset))
  else if (content.startsWith('[') || content.startsWith('{')) skipTo(scan, afterFlow(scan.text, offset))
  else scan.flowing = column
}

function afterProperties(scan: Scan, start: number): number {
  let offset = start
  for (;;) {
    const content = restOfLine(scan, { offset, column: 0 })
    const glued = gluedTag.exec(content)?.[0]
    if (glued !== undefined) {
      const at = offset + glued.length
      missingBlank(scan, 'E1022', { start: offset, at, after: `the tag ${glued}` })
      return at
    }
    const property = nodeProperty.exec(content)?.[0]
    if (property === undefined) return offset
    offset += property.length
  }
}

function skipBlock(scan: Scan, column: number): void {
  const header = scan.lines[scan.at]
  const by = scan.moved?.by ?? 0
  for (let next = scan.lines[scan.at + 1]; next !== undefined; next = scan.lines[scan.at + 1]) {
    const empty = next.content >= next.end
    if (!empty && next.column + by <= column) return
    scan.at++
    if (empty) continue
    if (scan.moved !== undefined) moveAlong(scan, next)
    // In a block under a line that tabs indent, the first of them are indentation too.
    if (header?.tabbed && next.tabbed) replaceTabs(scan, next)
  }
}

function skipTo(scan: Scan, offset: number | undefined): void {
  const end = offset ?? scan.text.length
  for (
    let next = scan.lines[scan.at + 1];
    next !== undefined && next.start < end;
    next = scan.lines[scan.at + 1]
  ) {
    scan.at++
    if (scan.moved !== undefined) moveAlong(scan, next)
  }
}
