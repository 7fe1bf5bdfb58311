import { parse, stringify, TomlError } from 'smol-toml'
import type { Position } from '../../model/diagnostic.ts'
import type { Section } from './file.ts'

/** A text of TOML, or why it is none. */
export type Toml =
  | { readonly content: Section; places(path: readonly string[]): Stretch | undefined }
  | { readonly reason: string; readonly at: Position }

/** Reads a text of TOML. */
export function readToml(text: string): Toml {
  try {
    return { content: parse(text), places: tomlPlaces(text) }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const [reason = ''] = error.message.split('\n')
    return {
      reason: reason.replace(/^Invalid TOML document: /, ''),
      at: { line: error.line, column: error.column },
    }
  }
}

/** Writes a map as TOML. */
export function writeToml(content: object): string {
  return stringify(content)
}

/** A stretch of one line. */
export interface Stretch {
  readonly start: Position
  readonly end: Position
}

/** Where tables and keys stand in a text of TOML, by their path; what stands within a value is not told apart. */
function tomlPlaces(text: string): (path: readonly string[]) => Stretch | undefined {
  const places = new Map<string, Stretch>()
  let table: readonly string[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const header = /^\s*\[\[?(.+?)\]\]?\s*(?:#.*)?$/.exec(line)
    const pair = /^(\s*)([^#=[\]{}]+?)\s*=\s*(.*)$/.exec(line)
    const note = (path: readonly string[], from: number, length: number): void => {
      const at = (column: number): Position => ({ line: index + 1, column })
      if (!places.has(keyOf(path)))
        places.set(keyOf(path), { start: at(from), end: at(from + Math.max(1, length)) })
    }
    if (header !== null && !line.includes('=')) {
      table = keysOf(header[1] ?? '')
      note(table, line.search(/\S/) + 1, line.trim().length)
    } else if (pair !== null) {
      const [, blank = '', key = '', value = ''] = pair
      note([...table, ...keysOf(key)], line.length - value.length + 1, withoutComment(value).length)
      note([...table, ...keysOf(key), 'key'], blank.length + 1, key.length)
    }
  }
  return path => places.get(keyOf(path)) ?? nearest(places, path)
}

function nearest(places: ReadonlyMap<string, Stretch>, path: readonly string[]): Stretch | undefined {
  return path.length === 0 ? undefined : (places.get(keyOf(path)) ?? nearest(places, path.slice(0, -1)))
}

/** A key may be bare, quoted, or several of them with dots between. */
function keysOf(key: string): readonly string[] {
  const parts = key.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[^.\s]+/g) ?? []
  return parts.map(part => (/^["']/.test(part) ? part.slice(1, -1) : part))
}

function withoutComment(value: string): string {
  return /^(?:"(?:[^"\\]|\\.)*"|'[^']*')/.exec(value)?.[0] ?? value.replace(/\s+#.*$/, '').trimEnd()
}

function keyOf(path: readonly string[]): string {
  return JSON.stringify(path)
}
