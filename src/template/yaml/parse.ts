import { EVENT_ID, type Event, YAMLException } from 'js-yaml'
import type { Path, Value } from '../../model/value.ts'
import { compose, depthLimit } from './compose.ts'
import { readEvents } from './flow-lines.ts'
import { placeOf } from './places.ts'
import type { Problem, Span } from './problem.ts'

/** A text that YAML can read: plain values, what is wrong with them, and where each of them stands. */
export interface Parsed {
  readonly value: Value
  readonly problems: readonly Problem[]
  /** A value looks like a line that misses a blank. */
  readonly suspicious: boolean
  place(path: Path, part: 'key' | 'value'): Span
}

/** Why YAML cannot read a text, and from where on. */
export interface Unreadable {
  readonly failure: Problem
}

/** Reads a text as YAML 1.2 (JSON included); places are computed when they are asked for. */
export function parse(text: string): Parsed | Unreadable {
  try {
    const { events, text: read } = readEvents(text)
    const { value, problems, suspicious } = compose(read, events)
    const more = secondDocument(text, events)
    return {
      value,
      problems: more === undefined ? problems : [...problems, more],
      suspicious,
      place: (path, part) => placeOf({ text, events }, path, part),
    }
  } catch (error) {
    // The reader's only way to refuse a text; anything else that is thrown is a bug of ours.
    if (error instanceof YAMLException) return { failure: failureOf(error, text) }
    throw error
  }
}

function secondDocument(text: string, events: readonly Event[]): Problem | undefined {
  const second = events.findIndex(({ type }, index) => index > 0 && type === EVENT_ID.DOCUMENT)
  if (second < 0) return undefined
  const mark = /^---/gm
  mark.lastIndex = /^(?:#.*\s+|\s+)*---/.exec(text)?.[0].length ?? 0
  const start = mark.exec(text)?.index ?? 0
  return {
    code: 'E1006',
    message: 'The file holds more than one document; a template is one.',
    hint: 'Put what follows "---" into a file of its own.',
    start,
    end: start + 3,
  }
}

function failureOf(error: YAMLException, text: string): Problem {
  const start = Math.min(error.mark?.position ?? 0, Math.max(0, text.length - 1))
  const span = { start, end: start + 1 }
  if (/maxDepth/.test(error.message))
    return {
      code: 'E1008',
      message: `Values are nested more than ${depthLimit} levels deep here.`,
      hint: 'Check where brackets are left open.',
      ...span,
    }
  return { code: 'E1005', message: `This is not YAML: ${error.reason}.`, ...span }
}
