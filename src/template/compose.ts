import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import type { Value } from '../model/value.ts'
import { childrenOf, spanOf } from './places.ts'
import type { Problem } from './problem.ts'
import { numberValue, plainValue } from './scalars.ts'
import { didYouMean } from './similar.ts'
import { looksLikeSlip } from './slips.ts'
import { longForm, shortForms } from './tags.ts'

/** The deepest nesting that a template may have. */
export const depthLimit = 200
/** The most values that aliases may add to a template. */
const aliasLimit = 100_000
/** The most findings of the reader; a file that has more is not a template with typing slips. */
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
  return { value, problems: problems.slice(0, problemLimit), suspicious }
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
  if (plain && !composer.suspicious) composer.suspicious = looksLikeSlip(text, !event.fast)
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

/** Reads a key; gives nothing for one that no template can have. */
function keyOf(composer: Composer): string | undefined {
  const index = composer.next
  const event = composer.events[index]
  const key = event?.type === EVENT_ID.SCALAR ? getScalarValue(composer.text, event) : undefined
  if (key === undefined) {
    const value = compositeOf(composer, depthLimit)
    if (event?.type === EVENT_ID.ALIAS && typeof value === 'string') return value
    report(
      composer,
      index,
      'E1010',
      'A list or map stands where a key must be.',
      'Write a plain word as the key.',
    )
    return undefined
  }
  composer.next++
  composer.suspicious ||= /^-[A-Za-z]/.test(key)
  if (key === '__proto__') {
    report(composer, index, 'E1010', 'No template can have the key "__proto__".', 'Take the key out.')
    return undefined
  }
  if (key === '<<')
    report(
      composer,
      index,
      'E1010',
      'The clouds do not merge maps with "<<".',
      'Write the keys of the merged map here.',
    )
  return key
}

function duplicate(composer: Composer, map: number, keyIndex: number, key: string): void {
  const span = spanOf(composer, keyIndex)
  const first = childrenOf(composer, map).get(key)
  composer.problems.push({
    code: 'E1009',
    message: `The key "${key}" stands twice in one map.`,
    hint: 'Take one of the two out; the first is used.',
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
    report(composer, index, 'E1012', message, 'Write the value in place of the alias.')
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
  if (!composer.problems.some(({ code }) => code === 'E1012')) report(composer, index, 'E1012', message)
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

/** Applies the tag of a node: a short form, one of YAML's own, or one that nobody knows. */
function tagged(composer: Composer, index: number, value: Value, text?: string): Value {
  const event = composer.events[index]
  if (event === undefined || !('tagStart' in event) || event.tagStart < 0) return value
  const tag = composer.text.slice(event.tagStart, event.tagEnd)
  if (tag.startsWith('!!') || tag === '!') return ownTag(composer, index, { tag, value, text })
  const name = tag.slice(1)
  // The long form of a call is one level deeper than its argument.
  composer.height++
  if (!shortForms.has(name)) unknownTag(composer, index, tag)
  return longForm(name, value)
}

function ownTag(
  composer: Composer,
  index: number,
  { tag, value, text }: { readonly tag: string; readonly value: Value; readonly text: string | undefined },
): Value {
  if (text === undefined) {
    if (tag !== '!!map' && tag !== '!!seq' && tag !== '!') unknownTag(composer, index, tag)
    return value
  }
  if (tag === '!!str' || tag === '!') return text
  const made = tag === '!!int' || tag === '!!float' ? numberValue(text) : plainValue(text)
  const known = ['!!int', '!!float', '!!bool', '!!null'].includes(tag)
  if (!known || made === undefined) unknownTag(composer, index, tag)
  return made ?? value
}

function unknownTag(composer: Composer, index: number, tag: string): void {
  const event = composer.events[index]
  if (event === undefined || !('tagStart' in event)) return
  composer.problems.push({
    code: 'E1011',
    message: `"${tag}" is no intrinsic function that the clouds know.`,
    ...didYouMean(
      tag,
      [...shortForms].map(name => `!${name}`),
    ),
    start: event.tagStart,
    end: event.tagEnd,
  })
}

function report(
  composer: Composer,
  index: number,
  code: string,
  ...[message, hint]: readonly string[]
): void {
  composer.problems.push({
    code,
    message: message ?? '',
    ...(hint === undefined ? {} : { hint }),
    ...spanOf(composer, index),
  })
}
