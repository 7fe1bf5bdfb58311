import { type Call, callOf, isList, isRecord, type Properties, type Value } from '../../model/value.ts'
import { branches } from './branches.ts'
import { keywords } from './keywords.ts'
import { scenarios } from './scenarios.ts'
import type { Schema, SchemaLibrary } from './schema.ts'
import {
  type Failure,
  fail,
  nameOf,
  type Subject,
  type Trail,
  type Validation,
  validationOf,
} from './validation.ts'

/**
 * Checks a value against a JSON Schema (draft-07) as the clouds would: calls may stand for any value, both outcomes of
 * `Fn::If` are checked, and a number may be written as text and text as a number. Gives one failure per mistake.
 */
export function validate(
  value: Value,
  schema: Schema,
  { library, subject }: { readonly library: SchemaLibrary; readonly subject: string },
): readonly Failure[] {
  const validation = validationOf({ library, subject, meet, quiet: false })
  meet(validation, { value, trail: undefined, schema })
  return validation.failures
}

function meet(validation: Validation, subject: Subject): void {
  const { value, schema } = subject
  const { rules } = schema
  if (rules === true) return
  const call = callOf(value)
  if (call !== undefined) {
    validation.calls++
    if (call.name === 'Fn::If') meetOutcomes(validation, subject, call.argument)
    // Whatever it gives is too much where nothing may stand.
    else if (rules === false && givesValue(call)) refuse(validation, subject)
    return
  }
  if (typeof value === 'string' && value.includes('{{resolve:')) {
    // The cloud puts another value in its place.
    validation.calls++
    return
  }
  if (rules === false) {
    refuse(validation, subject)
    return
  }
  // A schema is `true`, `false` or a map of keywords.
  const map = rules as Properties
  for (const name in map) {
    const rule = map[name] ?? null
    const joining = branches[name]
    if (joining === undefined) keywords[name]?.(validation, subject, rule)
    else for (const value of waysOf(subject, name)) joining(validation, { ...subject, value }, rule)
  }
}

/** What goes together depends on what conditions choose at once; one way that is wrong is enough. */
function waysOf({ value }: Subject, keyword: string): readonly Value[] {
  return (isRecord(value) && keyword !== '$ref' ? scenarios(value) : undefined) ?? [value]
}

function refuse(validation: Validation, subject: Subject): void {
  const message = () => `${nameOf(validation, subject)} is not allowed here.`
  fail(validation, subject, () => ({ code: 'E2003', message: message(), part: 'key' }))
}

function givesValue({ name, argument }: Call): boolean {
  if (name === 'Ref') return typeof argument === 'string' && !argument.endsWith('::NoValue')
  return name !== 'Fn::Transform'
}

function meetOutcomes(validation: Validation, { trail, schema }: Subject, argument: Value): void {
  if (!isList(argument) || argument.length !== 3) return
  const inside: Trail = { step: 'Fn::If', up: trail }
  for (const index of [1, 2])
    meet(validation, { value: argument[index] ?? null, trail: { step: index, up: inside }, schema })
}
