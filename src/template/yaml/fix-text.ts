import { lastAtMost } from './source.ts'

/** A change of a text: so many characters at an offset make way for others. */
export interface Edit {
  readonly offset: number
  readonly remove: number
  readonly insert: string
}

/** A fixed text, and the way from its offsets back to those of the text that it was made from. */
export interface FixedText {
  readonly text: string
  original(offset: number): number
}

/** Applies edits that do not overlap. */
export function fixText(text: string, edits: readonly Edit[]): FixedText {
  const ordered = [...edits].sort((left, right) => left.offset - right.offset)
  const starts = [0]
  const origins = [0]
  let fixed = ''
  let done = 0
  for (const { offset, remove, insert } of ordered) {
    fixed += text.slice(done, offset) + insert
    done = offset + remove
    starts.push(fixed.length)
    origins.push(done)
  }
  return {
    text: fixed + text.slice(done),
    original(offset) {
      const part = lastAtMost(starts, offset)
      const next = ordered[part]
      const moved = (origins[part] ?? 0) + offset - (starts[part] ?? 0)
      // What an edit put in stands where the edit does.
      return next === undefined ? moved : Math.min(moved, next.offset)
    },
  }
}
