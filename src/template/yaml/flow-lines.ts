import { type Event, parseEvents, YAMLException } from 'js-yaml'
import { depthLimit } from './compose.ts'

/** The events of a text, and the text that they were read from: of the same length, so that places are the same. */
export interface ReadEvents {
  readonly events: readonly Event[]
  readonly text: string
}

/** Most closing brackets that are pulled up; a text with more of them is told of as it is. */
const most = 50

/**
 * Reads the events of a text. YAML wants a closing bracket deeper than what holds the list or map; the readers of the
 * clouds take it anywhere, and templates have it below the key: it is read as if it stood at the end of the line before.
 */
export function readEvents(text: string): ReadEvents {
  let read = text
  let first: YAMLException | undefined
  for (let tries = 0; ; tries++) {
    try {
      return { events: parseEvents(read, { maxDepth: depthLimit }), text: read }
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error
      first ??= error
      const joined = tries < most ? pulledUp(read, error) : undefined
      // What was pulled up may only show another mistake: the first one is what the text has.
      if (joined === undefined) throw first
      read = joined
    }
  }
}

function pulledUp(text: string, { reason, mark }: YAMLException): string | undefined {
  const at = mark?.position
  if (reason !== 'deficient indentation' || at === undefined || !/[\]}]/.test(text.charAt(at)))
    return undefined
  const end = text.lastIndexOf('\n', at)
  if (end < 0 || text.slice(end, at).trim() !== '') return undefined
  const start = text.lastIndexOf('\n', end - 1) + 1
  const line = withoutComment(text.slice(start, end))
  return `${text.slice(0, start)}${line} ${text.slice(end + 1)}`
}

/** A comment would go on over what is pulled up; a `#` on a line with quotes may be none. */
function withoutComment(line: string): string {
  const blank = (text: string): string => ' '.repeat(text.length)
  const plain = line.replace(/\r$/, blank)
  return /['"]/.test(plain) ? plain : plain.replace(/(?:^|(?<=\s))#.*$/, blank)
}
