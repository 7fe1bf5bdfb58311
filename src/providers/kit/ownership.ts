import { FnxError } from '../../model/diagnostic.ts'
import { codeOfKind, nameTaken } from '../../model/error-kind.ts'
import type { Tags } from './tags.ts'

/** The tag that proves whose a thing is. */
export const instanceTag = 'fnx:instance'

/** Whose a thing is to be. */
export interface Owner {
  readonly tags: Tags
}

/** Tells whether tags say that an unfinished create of ours made the thing. */
export function isOurs(found: Tags, { tags }: Owner): boolean {
  const instance = tags[instanceTag]
  return instance !== undefined && found[instanceTag] === instance
}

/** Tells whether tags are of the same stack and stage: for things that carry none, and hang on one that does. */
export function isOfStack(found: Tags, { tags }: Owner): boolean {
  return ['fnx:stack', 'fnx:stage'].every(name => tags[name] !== undefined && found[name] === tags[name])
}

/** Makes the error that says that a name is taken by something that this stack did not make. */
export function foreign(type: string, name: string): FnxError {
  return new FnxError({
    code: codeOfKind.exists,
    message: `${type} ${name} exists and was not made by this stack.`,
    hint: nameTaken,
  })
}

/**
 * How whose a thing is stands in its description, for things that carry no tags. `write` fits what the cloud allows in
 * one; `pattern` finds it at the end, also as earlier versions of fnx wrote it, with the instance as its first group.
 */
export interface Mark {
  readonly property: string
  write(instance: string): string
  readonly pattern: RegExp
}

/** Ends a description with whose the thing is. */
export function marked({ write }: Mark, description: string, { tags }: Owner): string {
  return `${description} ${write(tags[instanceTag] ?? '')}`.trim()
}

/** Tells whether a description says that the thing is this resource's own. */
export function isMarked({ pattern }: Mark, description: string, { tags }: Owner): boolean {
  const instance = pattern.exec(description)?.[1]
  return instance !== undefined && instance === tags[instanceTag]
}

/** Gives a description without its mark. */
export function unmarked({ pattern }: Mark, description: string): string {
  return description.replace(pattern, '').trimEnd()
}
