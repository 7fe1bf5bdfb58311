import type { Location } from '../model/diagnostic.ts'
import type { LookupResults } from '../model/lookup-results.ts'
import { didYouMean } from '../model/similar.ts'
import type { Finding } from '../model/template.ts'
import {
  isRecord,
  isWithin,
  list,
  member,
  type Properties,
  record,
  text,
  type Value,
} from '../model/value.ts'
import { matches } from './patterns.ts'
import { depthLimit } from './yaml/compose.ts'

/** Values of the parameters of a template. */
export interface Parameters {
  /** By name, in the type that the template declares; a parameter without a value is absent. */
  readonly values: Properties
  /** Those of them that will not change: all that were given, and once the world is known the defaults too. */
  readonly firm: Properties
  /** Those of them that are no secret and may stand in clear in what is made of the template. */
  readonly open: Properties
  readonly declared: readonly string[]
  readonly secrets: readonly string[]
  /** Types as declared, by name. */
  readonly types: Readonly<Record<string, string>>
}

interface Reading {
  readonly given: Readonly<Record<string, string>>
  /** Where a given value stands, when that is in a file. */
  givenAt?: ((name: string) => Location | undefined) | undefined
  /** Everything has to be known: a parameter without a value is an error. */
  readonly complete: boolean
  /** What the cloud's parameter store answered; absent as long as it was not asked. */
  readonly lookupResults?: LookupResults | undefined
  /** The resource of another template that hands the values in, where the template is that of a nested stack. */
  readonly holder?: Holder | undefined
  report(finding: Finding): void
}

/** What hands the values of its parameters to the template of a nested stack. */
export interface Holder {
  readonly logicalId: string
  /** Parameters whose values are known after deploy: they have one, and nobody knows it yet. */
  readonly later: readonly string[]
}

/** Reads `Parameters` with the values given for them; values that break a rule of the template are reported. */
export function readParameters(definitions: Properties, reading: Reading): Parameters {
  const values: Record<string, Value> = {}
  // What a macro brings in has no name yet.
  const declared = Object.keys(definitions).filter(name => !name.startsWith('Fn::'))
  for (const name of declared) {
    const value = readValue(name, record(definitions[name]), reading)
    if (value !== undefined) values[name] = value
  }
  for (const name of Object.keys(reading.given))
    if (!declared.includes(name)) unknownName(name, declared, reading)
  const secrets = declared.filter(name => isSecretDefinition(record(definitions[name])))
  const types = Object.fromEntries(declared.map(name => [name, typeOf(record(definitions[name]))]))
  const only = (test: (name: string) => boolean): Properties =>
    Object.fromEntries(Object.entries(values).filter(([name]) => test(name)))
  const firm = only(name => reading.complete || Object.hasOwn(reading.given, name))
  return { values, firm, open: only(name => !secrets.includes(name)), declared, secrets, types }
}

/** Tells whether a parameter is secret. YAML of the clouds takes more words for true than that of fnx; what may be a secret is one. */
export function isSecretDefinition(definition: Properties): boolean {
  return /^(true|yes|on)$/i.test(text(member(definition, 'NoEcho')) ?? '')
}

function typeOf(definition: Properties): string {
  return text(member(definition, 'Type')) ?? 'String'
}

function unknownName(name: string, declared: readonly string[], { givenAt, report }: Reading): void {
  const location = givenAt?.(name)
  const subject =
    location === undefined ? `--parameter-overrides gives "${name}"` : `The parameter "${name}" is set here`
  report({
    code: 'E3009',
    path: ['Parameters'],
    part: 'key',
    ...(location === undefined ? {} : { location }),
    message: `${subject}, which is not a parameter of this template.`,
    hint:
      declared.length === 0
        ? 'The template declares none: leave it out, or declare it under "Parameters".'
        : `Declared are: ${declared.join(', ')}.`,
    ...didYouMean(name, declared),
  })
}

function readValue(name: string, definition: Properties, reading: Reading): Value | undefined {
  if (reading.holder?.later.includes(name)) return undefined
  const given = member(reading.given, name)
  const fallback = member(definition, 'Default')
  const written = typeof given === 'string' ? given : textOf(fallback)
  if (written === undefined) {
    if (reading.complete) missing(name, reading)
    return undefined
  }
  const stored = storedType(typeOf(definition))
  // What is looked up elsewhere is given by its name there, and the rules of the template hold for that.
  const type = stored === undefined ? typeOf(definition) : 'String'
  const value = () => (stored === undefined ? typed(written, type) : storedValue(name, stored, reading))
  const wrong = complaintAbout(written, definition)
  if (wrong === undefined) return value()
  const note = text(member(definition, 'ConstraintDescription'))
  const subject = `Parameter ${name} ${isSecretDefinition(definition) ? 'has a value that' : `is "${written}", which`}`
  const location = given === undefined ? undefined : reading.givenAt?.(name)
  const place: Pick<Finding, 'path' | 'part' | 'location'> =
    given === undefined
      ? { path: ['Parameters', name, 'Default'] }
      : { path: ['Parameters', name], part: 'key', ...(location === undefined ? {} : { location }) }
  reading.report({
    code: 'E3008',
    ...place,
    message: `${subject} ${wrong}.`,
    ...(note === undefined ? {} : { hint: note }),
  })
  return value()
}

/** Says what is wrong with a value that is given for a parameter, as the end of a sentence; nothing where it is right. */
export function complaintAbout(written: string, definition: Properties): string | undefined {
  const declared = typeOf(definition)
  const type = storedType(declared) === undefined ? declared : 'String'
  return items(type, written).flatMap(item => complaint(item, type, definition) ?? [])[0]
}

/** The values that a parameter may have, where its definition lists them. */
export function allowedValues(definition: Properties): readonly string[] {
  return list(member(definition, 'AllowedValues')).map(value => text(value) ?? '')
}

/** Lists and maps as defaults (Json parameters of ROS, lists written as such) become the text that a user would give. */
function textOf(value: Value | undefined): string | undefined {
  if (Array.isArray(value)) return value.map(item => text(item) ?? '').join(',')
  return isRecord(value) ? JSON.stringify(value) : text(value)
}

function missing(name: string, { holder, report }: Reading): void {
  report({
    code: 'E3001',
    path: ['Parameters', name],
    part: 'key',
    message: `Parameter ${name} has no value.`,
    hint:
      holder === undefined
        ? `Give it one: --parameter-overrides ${name}=VALUE`
        : `Give it one under Parameters of ${holder.logicalId}, which names this template.`,
  })
}

/** Gives the type of what the parameter store of AWS holds for a parameter of such a type. */
export function storedType(type: string): string | undefined {
  return /^AWS::SSM::Parameter::Value<(.+)>$/.exec(type)?.[1]
}

function storedValue(
  name: string,
  type: string,
  { complete, lookupResults, report }: Reading,
): Value | undefined {
  const answer = lookupResults && member(lookupResults.parameters, name)
  if (typeof answer === 'string') return typed(answer, type)
  if (!complete || lookupResults === undefined) return undefined
  report({
    code: 'E3011',
    path: ['Parameters', name, 'Type'],
    message: `Parameter ${name} is looked up in AWS Systems Manager, which gave no value for it.`,
    hint: 'Check its name there, or declare it as String and give the value with --parameter-overrides.',
  })
  return undefined
}

function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<')
}

function items(type: string, written: string): readonly string[] {
  if (!isListType(type)) return [written]
  return written === '' ? [] : written.split(',').map(item => item.trim())
}

function typed(written: string, type: string): Value {
  if (isListType(type))
    return items(type, written).map(item => (type === 'List<Number>' && isNumber(item) ? Number(item) : item))
  if (type === 'Number') return isNumber(written) ? Number(written) : written
  if (type === 'Boolean') return written === 'true' ? true : written === 'false' ? false : written
  return type === 'Json' ? (jsonOf(written) ?? written) : written
}

function isNumber(written: string): boolean {
  return written.trim() !== '' && Number.isFinite(Number(written))
}

function jsonOf(written: string): Value | undefined {
  try {
    const value: Value = JSON.parse(written)
    return isWithin(value, depthLimit) ? value : undefined
  } catch {
    return undefined // the only way that JSON.parse has to say so
  }
}

/** Says what is wrong with one item of a value, as the end of a sentence. */
function complaint(item: string, type: string, definition: Properties): string | undefined {
  const numeric = type === 'Number' || type === 'List<Number>'
  if (numeric && !isNumber(item)) return 'is not a number'
  if (type === 'Boolean' && item !== 'true' && item !== 'false') return 'is neither true nor false'
  if (type === 'Json' && jsonOf(item) === undefined)
    return `is not JSON, or nested more than ${depthLimit} levels deep`
  const allowed = allowedValues(definition)
  if (allowed.length > 0 && !allowed.includes(item)) return `is not one of ${allowed.join(', ')}`
  return beyond(item, numeric, definition) ?? mismatch(item, definition)
}

function beyond(item: string, numeric: boolean, definition: Properties): string | undefined {
  const limit = (key: string) => {
    const written = text(member(definition, key))
    return written === undefined ? undefined : Number(written)
  }
  const [least, most] = numeric
    ? [limit('MinValue'), limit('MaxValue')]
    : [limit('MinLength'), limit('MaxLength')]
  const measure = numeric ? Number(item) : item.length
  const unit = numeric ? '' : ' characters'
  if (least !== undefined && measure < least) return `is less than the least of ${least}${unit}`
  return most !== undefined && measure > most ? `is more than the most of ${most}${unit}` : undefined
}

function mismatch(item: string, definition: Properties): string | undefined {
  const pattern = text(member(definition, 'AllowedPattern'))
  if (pattern === undefined) return undefined
  return matches(pattern, item) === false ? `does not match ${pattern}` : undefined
}
