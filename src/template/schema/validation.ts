import type { Finding } from '../../model/template.ts'
import type { Path, Value } from '../../model/value.ts'
import type { Schema, SchemaLibrary } from './schema.ts'

/** The most failures that are kept: a file with more is not a template with mistakes. */
export const failureLimit = 2000

/** A value that does not meet its schema. */
export interface Failure extends Finding {
  /** Kinds or values that would do, so that the failures of several forms make one sentence. */
  readonly wanted?: readonly string[]
  /** The property that is not there. */
  readonly lacks?: string
}

/** The way down to a value, innermost step first; becomes a path when something is wrong. */
export interface Trail {
  readonly step: string | number
  readonly up: Trail | undefined
}

/** One validation: what it belongs to, and what it has met. */
export interface Validation {
  readonly library: SchemaLibrary
  /** Whose value it is, for messages: `Hello`; empty for a whole document. */
  readonly subject: string
  readonly failures: Failure[]
  failed: boolean
  /** Only whether the value meets its schema is asked. */
  readonly quiet: boolean
  /** Calls met so far: their values are not known, so nothing may be concluded from them. */
  calls: number
  /** Checks one value and all that it holds. */
  meet(validation: Validation, subject: Subject): void
}

/** A value at its place, with the schema that it has to meet. */
export interface Subject {
  readonly value: Value
  readonly trail: Trail | undefined
  readonly schema: Schema
}

/** Begins a validation that has met nothing yet. */
export function validationOf(of: Pick<Validation, 'library' | 'subject' | 'meet' | 'quiet'>): Validation {
  return { ...of, failures: [], failed: false, calls: 0 }
}

/** Tells whether a value meets a schema, and whether calls leave that open. */
export function fits(
  { library, subject, meet }: Validation,
  of: Subject,
): { readonly met: boolean; readonly open: boolean } {
  const validation = validationOf({ library, subject, meet, quiet: true })
  meet(validation, of)
  return { met: !validation.failed, open: validation.calls > 0 }
}

/** Gives the failures of a value against a schema without keeping them. */
export function failuresOf({ library, subject, meet }: Validation, of: Subject): readonly Failure[] {
  const validation = validationOf({ library, subject, meet, quiet: false })
  meet(validation, of)
  return validation.failures
}

/** Keeps a failure of a value; its sentence is not made when nobody will read it. */
export function fail(validation: Validation, { trail }: Subject, failure: () => Omit<Failure, 'path'>): void {
  validation.failed = true
  if (validation.quiet || validation.failures.length >= failureLimit) return
  validation.failures.push({ ...failure(), path: pathOf(trail) })
}

/** Gives the path that a trail goes. */
export function pathOf(trail: Trail | undefined): Path {
  const path: (string | number)[] = []
  for (let step = trail; step !== undefined; step = step.up) path.push(step.step)
  return path.reverse()
}

/** Names a value for a sentence: `"Timeout" of Hello`, `item 2 of "Layers" of Hello`. */
export function nameOf({ subject }: Validation, { trail }: Pick<Subject, 'trail'>): string {
  const whole = pathOf(trail)
  // A whole document has no subject: what a section holds is known by its own name.
  const entry = subject === '' && whole.length > 1 ? String(whole[1]) : subject || 'The template'
  const path = subject === '' && whole.length > 1 ? whole.slice(2) : whole
  const last = path.findLastIndex(step => typeof step === 'string')
  const items = path.slice(last + 1).map(index => `item ${Number(index) + 1} of `)
  const key = path[last]
  return key === undefined ? `${items.join('')}${entry}` : `${items.reverse().join('')}"${key}" of ${entry}`
}
