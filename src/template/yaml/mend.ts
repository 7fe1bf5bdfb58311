import { lastAtMost } from './source.ts'

/** A change of a text: so many characters at an offset make way for others. */
export interface Edit {
  readonly offset: number
  readonly remove: number
  readonly insert: string
}

/** A mended text, and the way from its offsets back to those of the text that it was made from. */
export interface Mended {
  readonly text: string
  original(offset: number): number
}

/** Applies edits that do not overlap. */
export function mend(text: string, edits: readonly Edit[]): Mended {
  const ordered = [...edits].sort((left, right) => left.offset - right.offset)
  const starts = [0]
  const origins = [0]
  let mended = ''
  let done = 0
  for (const { offset, remove, insert } of ordered) {
    mended += text.slice(done, offset) + insert
    done = offset + remove
    starts.push(mended.length)
    origins.push(done)
  }
  return {
    text: mended + text.slice(done),
    original(offset) {
      const part = lastAtMost(starts, offset)
      const next = ordered[part]
      const moved = (origins[part] ?? 0) + offset - (starts[part] ?? 0)
      // What an edit put in stands where the edit does.
      return next === undefined ? moved : Math.min(moved, next.offset)
    },
  }
}
