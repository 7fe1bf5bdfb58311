import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml'
import type { Path } from '../../model/value.ts'
import type { Span } from './problem.ts'
import { longName } from './tags.ts'

/** A text and the events that the YAML reader made of it; values begin at the second event. */
export interface Read {
  readonly text: string
  readonly events: readonly Event[]
}

/** The events where an entry's key and value begin; in a list both are the item's. */
interface Child {
  readonly key: number
  readonly value: number
}

type Children = ReadonlyMap<string | number, Child>

// Keyed by the events, so that nothing is computed for a text without findings and nothing twice for one with many.
const cache = new WeakMap<readonly Event[], Map<number, Children>>()

/** Gives the stretch of the value at a path, or of its nearest ancestor that stands in the text. */
export function placeOf(read: Read, path: Path, part: 'key' | 'value'): Span {
  let at: Child = { key: 1, value: 1 }
  let rest = path
  while (rest.length > 0) {
    const [step, ...after] = rest
    const event = resolved(read, at.value)
    const child = step === undefined ? undefined : childrenOf(read, event).get(step)
    const call = step === calledBy(read, event)
    if (!call && child === undefined) break
    if (call) {
      // `!If [a, b]` is written without the key `Fn::If` that its long form has.
      const inner = after[0] === undefined ? undefined : childrenOf(read, event).get(after[0])
      if (inner === undefined) break
      at = inner
      rest = after.slice(1)
    } else {
      at = child as Child // not undefined: the loop broke above
      rest = after
    }
  }
  if (part === 'key' && rest.length === 0) return spanOf(read, at.key)
  return isEmpty(read.events[at.value]) ? spanOf(read, at.key) : spanOf(read, at.value)
}

function calledBy(read: Read, index: number): string | undefined {
  const event = read.events[index]
  if (event === undefined || !('tagStart' in event) || event.tagStart < 0) return undefined
  return longName(read.text.slice(event.tagStart + 1, event.tagEnd))
}

/** Follows an alias to what it repeats. */
function resolved(read: Read, index: number): number {
  const event = read.events[index]
  if (event?.type !== EVENT_ID.ALIAS) return index
  const name = read.text.slice(event.anchorStart, event.anchorEnd)
  for (let before = index - 1; before > 0; before--) {
    const target = read.events[before]
    if (target === undefined || target.type === EVENT_ID.ALIAS || !('anchorStart' in target)) continue
    if (target.anchorStart >= 0 && read.text.slice(target.anchorStart, target.anchorEnd) === name)
      return before
  }
  return index
}

/** Lists the entries of the map or list that begins at an event; the first of two equal keys counts. */
export function childrenOf(read: Read, index: number): Children {
  const known = cache.get(read.events) ?? new Map<number, Children>()
  cache.set(read.events, known)
  const found = known.get(index) ?? listChildren(read, index)
  known.set(index, found)
  return found
}

function listChildren(read: Read, index: number): Children {
  const children = new Map<string | number, Child>()
  const type = read.events[index]?.type
  if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return children
  let next = index + 1
  while (next < read.events.length && read.events[next]?.type !== EVENT_ID.POP) {
    const key = next
    if (type === EVENT_ID.MAPPING) next = after(read, next)
    const name = type === EVENT_ID.MAPPING ? keyText(read, key) : children.size
    if (!children.has(name)) children.set(name, { key, value: next })
    next = after(read, next)
  }
  return children
}

function keyText({ text, events }: Read, index: number): string {
  const event = events[index]
  // Keys with escapes are found under the text as written; none that fnx points at has any.
  return event?.type === EVENT_ID.SCALAR && event.valueStart >= 0
    ? text.slice(event.valueStart, event.valueEnd)
    : ''
}

/** Gives the index of the event behind a whole value. */
function after({ events }: Read, index: number): number {
  let open = 0
  let next = index
  do {
    const type = events[next]?.type
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) open++
    else if (type === EVENT_ID.POP) open--
    next++
  } while (open > 0 && next < events.length)
  return next
}

function isEmpty(event: Event | undefined): boolean {
  return event?.type === EVENT_ID.SCALAR && event.valueStart < 0 && event.tagStart < 0
}

/** Gives the stretch of the value that begins at an event, with its tag. */
export function spanOf(read: Read, index: number): Span {
  const event = read.events[index]
  if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP)
    return { start: 0, end: 0 }
  if (event.type === EVENT_ID.ALIAS) return { start: event.anchorStart - 1, end: event.anchorEnd }
  const content = event.type === EVENT_ID.SCALAR ? scalarSpan(read.text, event) : collectionSpan(read, index)
  if (event.tagStart < 0) return content
  return { start: event.tagStart, end: Math.max(event.tagEnd, content.end) }
}

function scalarSpan(text: string, event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>): Span {
  const { valueStart: start, valueEnd: end, style } = event
  if (start < 0) return { start: 0, end: 0 }
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED)
    return { start: start - 1, end: end + 1 }
  if (style === SCALAR_STYLE.PLAIN) return { start, end }
  // A block of text is shown without the blanks before and the line break after it.
  const block = text.slice(start, end)
  return { start: start + block.length - block.trimStart().length, end: start + block.trimEnd().length }
}

function collectionSpan(read: Read, index: number): Span {
  const event = read.events[index]
  const start = event !== undefined && 'start' in event ? event.start : 0
  for (let last = after(read, index) - 1; last > index; last--) {
    const inner = read.events[last]
    if (inner?.type === EVENT_ID.SCALAR && inner.valueStart >= 0)
      return { start, end: scalarSpan(read.text, inner).end }
    if (inner?.type === EVENT_ID.ALIAS) return { start, end: inner.anchorEnd }
  }
  return { start, end: start + 1 }
}
