import type { Identity } from '../../../model/provider.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'

/** The tag that proves whose a thing is. */
export const instanceTag = 'fnx:instance'

/** Gives the tags of the template and those of fnx in the form that SCF, CAM and COS share. */
export function allTags(own: Value | undefined, { tags }: Pick<Identity, 'tags'>): readonly Properties[] {
  return [...list(own).map(record), ...Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))]
}

/** Tells whether tags carry the instance of a resource. */
export function ours(tags: Value | undefined, { tags: own }: Pick<Identity, 'tags'>): boolean {
  return list(tags).some(tag => record(tag).Key === instanceTag && record(tag).Value === own[instanceTag])
}

/** Gives the tags of the template out of all that a thing carries, in the order that the template has them in. */
export function templateTags(tags: Value | undefined, known?: Value): readonly Properties[] {
  const order = list(known).map(tag => text(record(tag).Key))
  const place = ({ Key }: Properties) => (order.includes(text(Key)) ? order.indexOf(text(Key)) : order.length)
  return list(tags)
    .map(record)
    .filter(({ Key }) => typeof Key !== 'string' || !Key.startsWith('fnx:'))
    .sort((left, right) => place(left) - place(right))
}

/**
 * Puts the instance into a description, for things that carry no tags. SCF documents letters, digits, spaces, commas, line
 * ends and full stops for the description of a function (CreateFunction) and nothing for others: the mark needs no more.
 */
export function marked(description: Value | undefined, { tags }: Pick<Identity, 'tags'>): string {
  const said = text(description) ?? ''
  return `${said}${said === '' ? '' : ', '}${markOf(tags)}`
}

/** Tells whether a description carries the instance, in today's form or in that of fnx 0.1. */
export function isMarked(description: Value | undefined, { tags }: Pick<Identity, 'tags'>): boolean {
  return splitMark(text(description) ?? '', tags) !== undefined
}

/** Gives the instance that a description carries, in today's form or in that of fnx 0.1. */
export function instanceIn(description: Value | undefined): string | undefined {
  const said = text(description) ?? ''
  return (/(?:^|, )fnx ([a-z0-9]{8})$/.exec(said) ?? /\[fnx ([a-z0-9]{8})\]$/.exec(said))?.[1]
}

/** Gives a description without the instance. */
export function unmarked(description: Value | undefined, { tags }: Pick<Identity, 'tags'>): string {
  const said = text(description) ?? ''
  return splitMark(said, tags) ?? said
}

function markOf(tags: Identity['tags']): string {
  return `fnx ${tags[instanceTag] ?? ''}`
}

/** Gives what stands before the mark, or nothing where there is none. */
function splitMark(said: string, tags: Identity['tags']): string | undefined {
  const mark = markOf(tags)
  const [form, between] = said.endsWith(`[${mark}]`) ? [`[${mark}]`, ' '] : [mark, ', ']
  if (!said.endsWith(form)) return undefined
  const before = said.slice(0, -form.length)
  if (before === '') return ''
  return before.endsWith(between) ? before.slice(0, -between.length) : undefined
}
