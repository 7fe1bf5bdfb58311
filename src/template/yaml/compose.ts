import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import type { Value } from '../../model/value.ts'
import { childrenOf, spanOf } from './places.ts'
import type { Problem } from './problem.ts'
import { plainValue } from './scalars.ts'
import { applyTag, isIntrinsicTag } from './tags.ts'
import { looksLikeTypo } from './typos.ts'

/** The deepest nesting that a template may have. */
export const depthLimit = 200
/** The most values that aliases may add to a template. */
const aliasLimit = 100_000
/** The most findings of the reader; a file that has more is not a template with typing typos. */
const problemLimit = 200

/** The scalar among the events of the YAML reader. */
type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>
type CollectionEvent = Extract<Event, { tagStart: number; start: number }>

/** What the events of a text make. */
export interface Composed {
  readonly value: Value
  readonly problems: readonly Problem[]
  /** The text reads well, but a value looks like a line that misses a blank. */
  readonly suspicious: boolean
}

interface Anchored {
  readonly value: Value
  readonly size: number
  readonly height: number
}

interface Composer {
  readonly text: string
  readonly events: readonly Event[]
  next: number
  /** Values so far, those that aliases repeat counted each time. */
  count: number
  aliased: number
  /** Levels below the value composed last. */
  height: number
  suspicious: boolean
  readonly anchors: Map<string, Anchored | undefined>
  readonly problems: Problem[]
}

/** Makes plain values from the events of the first document, with every short form in its long form. */
export function compose(text: string, events: readonly Event[]): Composed {
  const composer: Composer = {
    text,
    events,
    next: 1,
    count: 0,
    aliased: 0,
    height: 0,
    suspicious: false,
    anchors: new Map(),
    problems: [],
  }
  const value = compositeOf(composer, 0)
  const { problems, suspicious } = composer
  return { value, problems, suspicious }
}

function compositeOf(composer: Composer, depth: number): Value {
  const index = composer.next++
  const event = composer.events[index]
  composer.count++
  composer.height = 0
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return scalarOf(composer, event, index)
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return collectionOf(composer, event, { index, depth })
    case EVENT_ID.ALIAS:
      return aliasOf(composer, index, depth)
    default:
      return null
  }
}

function scalarOf(composer: Composer, event: ScalarEvent, index: number): Value {
  const text = getScalarValue(composer.text, event)
  const plain = event.style === SCALAR_STYLE.PLAIN
  if (plain && !composer.suspicious) composer.suspicious = looksLikeTypo(text, !event.fast)
  if (event.tagStart < 0 && event.anchorStart < 0) return plain ? plainValue(text) : text
  const untagged = plain ? plainValue(text) : text
  return anchored(composer, event, {
    value: tagged(composer, index, untagged, text),
    since: composer.count - 1,
  })
}

function collectionOf(
  composer: Composer,
  event: CollectionEvent,
  { index, depth }: { readonly index: number; readonly depth: number },
): Value {
  const since = composer.count - 1
  const anchor = nameOf(composer, event)
  // An alias inside of what it names would never end.
  if (anchor !== undefined) composer.anchors.set(anchor, undefined)
  const value = event.type === EVENT_ID.MAPPING ? mapOf(composer, index, depth) : listOf(composer, depth)
  if (event.tagStart < 0 && anchor === undefined) return value
  return anchored(composer, event, { value: tagged(composer, index, value), since })
}

function listOf(composer: Composer, depth: number): Value {
  const items: Value[] = []
  let height = 0
  while (!atPop(composer)) {
    items.push(compositeOf(composer, depth + 1))
    height = Math.max(height, composer.height)
  }
  composer.height = height + 1
  return items
}

function mapOf(composer: Composer, index: number, depth: number): Value {
  const map: Record<string, Value> = {}
  let height = 0
  while (!atPop(composer)) {
    const keyIndex = composer.next
    const key = keyOf(composer)
    const value = compositeOf(composer, depth + 1)
    height = Math.max(height, composer.height)
    if (key === undefined) continue
    if (Object.hasOwn(map, key)) duplicate(composer, index, keyIndex, key)
    else map[key] = value
  }
  composer.height = height + 1
  return map
}

function atPop(composer: Composer): boolean {
  const event = composer.events[composer.next]
  if (event !== undefined && event.type !== EVENT_ID.POP) return false
  composer.next++
  return true
}

/** Keys that the clouds would not see as they are written, and what to do about them. */
const badKeys: ReadonlyMap<string, { readonly message: string; readonly hint: string }> = new Map([
  ['__proto__', { message: 'No template can have the key "__proto__".', hint: 'Take the key out.' }],
  [
    '<<',
    {
      message: 'The clouds do not merge maps with "<<".',
      hint: 'Write the merged keys here.',
    },
  ],
])

/** Reads a key; gives nothing for one that no template can have. */
function keyOf(composer: Composer): string | undefined {
  const index = composer.next
  const event = composer.events[index]
  if (event?.type !== EVENT_ID.SCALAR) return complexKey(composer)
  const key = getScalarValue(composer.text, event)
  composer.next++
  composer.suspicious ||= /^-[A-Za-z]/.test(key)
  const bad = badKeys.get(key)
  if (bad !== undefined) report(composer, index, { code: 'E1010', ...bad })
  return bad === undefined ? key : undefined
}

/** Passes over a list or map in place of a key; an alias may repeat a text, which is one. */
function complexKey(composer: Composer): string | undefined {
  const index = composer.next
  const event = composer.events[index]
  const value = compositeOf(composer, depthLimit)
  if (event?.type === EVENT_ID.ALIAS && typeof value === 'string') return value
  const braces = event?.type === EVENT_ID.MAPPING && composer.text.startsWith('{{', event.start)
  const hint = braces ? 'Fill in the template language first.' : 'Write a plain word as the key.'
  report(composer, index, { code: 'E1010', message: 'A list or map stands where a key must be.', hint })
  return undefined
}

function duplicate(composer: Composer, map: number, keyIndex: number, key: string): void {
  if (composer.problems.length >= problemLimit) return
  const span = spanOf(composer, keyIndex)
  const first = childrenOf(composer, map).get(key)
  composer.problems.push({
    code: 'E1009',
    message: `The key "${key}" appears twice in one map.`,
    hint: 'Take one of the two out; readers of YAML differ in which one counts.',
    ...span,
    ...(first === undefined
      ? {}
      : { related: { message: 'It stands here first.', ...spanOf(composer, first.key) } }),
  })
}

function aliasOf(composer: Composer, index: number, depth: number): Value {
  const event = composer.events[index]
  const name = event?.type === EVENT_ID.ALIAS ? composer.text.slice(event.anchorStart, event.anchorEnd) : ''
  const target = composer.anchors.get(name)
  if (target === undefined) {
    const inside = composer.anchors.has(name)
    const message = inside
      ? `"*${name}" repeats what it stands in, without end.`
      : `Nothing is named "&${name}".`
    report(composer, index, { code: 'E1012', message, hint: 'Write the value in place of the alias.' })
    return null
  }
  composer.aliased += target.size
  composer.count += target.size
  composer.height = target.height
  const tooMany = composer.aliased > aliasLimit
  if (!tooMany && depth + target.height <= depthLimit) return target.value
  const message = tooMany
    ? `Aliases such as "*${name}" grow this template beyond ${aliasLimit} values.`
    : `"*${name}" nests values more than ${depthLimit} levels deep.`
  if (!composer.problems.some(problem => problem.code === 'E1012'))
    report(composer, index, { code: 'E1012', message })
  return null
}

function nameOf(composer: Composer, event: ScalarEvent | CollectionEvent): string | undefined {
  return event.anchorStart < 0 ? undefined : composer.text.slice(event.anchorStart, event.anchorEnd)
}

function anchored(
  composer: Composer,
  event: ScalarEvent | CollectionEvent,
  { value, since }: { readonly value: Value; readonly since: number },
): Value {
  const anchor = nameOf(composer, event)
  const size = composer.count - since
  if (anchor !== undefined) composer.anchors.set(anchor, { value, size, height: composer.height })
  return value
}

/** Applies the tag of a node, if it has one; `text` is that of a scalar as written. */
function tagged(composer: Composer, index: number, value: Value, text?: string): Value {
  const event = composer.events[index]
  if (event === undefined || !('tagStart' in event) || event.tagStart < 0) return value
  const { tagStart: start, tagEnd: end } = event
  const tag = composer.text.slice(start, end)
  if (isIntrinsicTag(tag)) composer.height++ // The long form is one level deeper than its argument.
  const result = applyTag(tag, value, text)
  if (result.problem !== undefined) composer.problems.push({ ...result.problem, start, end })
  return result.value
}

function report(
  composer: Composer,
  index: number,
  problem: Pick<Problem, 'code' | 'message' | 'hint'>,
): void {
  if (composer.problems.length < problemLimit)
    composer.problems.push({ ...problem, ...spanOf(composer, index) })
}
