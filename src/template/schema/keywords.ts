import { didYouMean } from '../../model/similar.ts'
import { isList, isRecord, list, record, text, type Value } from '../../model/value.ts'
import { isMacro, isNoValue, isOfKind, isOneOf } from './leniency.ts'
import { limits, patternOf, repeated, sizeOf } from './limits.ts'
import { fail, failuresOf, nameOf, type Subject, type Validation } from './validation.ts'
import { kindList, shown, sight } from './words.ts'

/** What one keyword of JSON Schema asks of a value; `rule` is what stands behind the keyword. */
export type Keyword = (validation: Validation, subject: Subject, rule: Value) => void

/** The keywords that look at one value and what it holds; those that choose between schemas are in branches.ts. */
export const keywords: Readonly<Record<string, Keyword>> = {
  type(validation, subject, rule) {
    const wanted = isList(rule) ? rule.map(String) : [String(rule)]
    if (wanted.some(kind => isOfKind(kind, subject.value))) return
    fail(validation, subject, () => ({
      code: 'E2001',
      message: `${nameOf(validation, subject)} must be ${kindList(wanted)}, but ${sight(subject.value)}.`,
      wanted,
    }))
  },
  enum: (validation, subject, rule) => allowOnly(validation, subject, list(rule)),
  const: (validation, subject, rule) => allowOnly(validation, subject, [rule]),
  required(validation, subject, rule) {
    const { value } = subject
    if (!isRecord(value)) return
    for (const key of list(rule)) {
      if (Object.hasOwn(value, String(key)) && !isNoValue(value[String(key)])) continue
      // `Fn::Transform` and loops may bring the property in, which leaves it as open as a call does.
      if (Object.keys(value).some(isMacro)) {
        validation.calls++
        continue
      }
      const message = () => `${nameOf(validation, subject)} needs "${String(key)}".`
      fail(validation, subject, () => ({
        code: 'E2002',
        message: message(),
        part: 'key',
        lacks: String(key),
      }))
    }
  },
  properties(validation, subject, rule) {
    const { value } = subject
    if (!isRecord(value)) return
    const known = record(rule)
    for (const key in value) {
      if (!Object.hasOwn(known, key)) continue
      if (isReadOnly(known[key])) refuseToSet(validation, subject, key)
      else meetChild(validation, subject, { step: key, rules: known[key] ?? true })
    }
  },
  additionalProperties(validation, subject, rule) {
    const { value, schema } = subject
    if (!isRecord(value) || rule === true) return
    const own = record(schema.rules)
    const known = record(own.properties)
    const patterns = Object.keys(record(own.patternProperties)).map(patternOf)
    for (const key in value) {
      if (Object.hasOwn(known, key) || isMacro(key) || patterns.some(pattern => pattern.test(key))) continue
      if (rule !== false) meetChild(validation, subject, { step: key, rules: rule })
      else unknownProperty(validation, subject, key)
    }
  },
  patternProperties(validation, subject, rule) {
    const { value } = subject
    if (!isRecord(value)) return
    for (const [source, rules] of Object.entries(record(rule)))
      for (const key of Object.keys(value).filter(name => patternOf(source).test(name)))
        meetChild(validation, subject, { step: key, rules })
  },
  propertyNames(validation, { value, trail, schema }, rule) {
    if (!isRecord(value)) return
    for (const key of Object.keys(value).filter(name => !isMacro(name))) {
      const name = { value: key, trail: { step: key, up: trail }, schema: { rules: rule, file: schema.file } }
      const [failure] = failuresOf(validation, name)
      if (failure !== undefined) fail(validation, name, () => ({ ...failure, part: 'key' }))
    }
  },
  items(validation, subject, rule) {
    const { value, schema } = subject
    if (!isList(value)) return
    for (let index = 0; index < value.length; index++) {
      const rules = isList(rule) ? (rule[index] ?? record(schema.rules).additionalItems ?? true) : rule
      meetChild(validation, subject, { step: index, rules })
    }
  },
  minItems: size('minItems', 'items; it must have at least'),
  maxItems: size('maxItems', 'items; it must have at most'),
  minProperties: size('minProperties', 'entries; it must have at least'),
  maxProperties: size('maxProperties', 'entries; it must have at most'),
  minLength: size('minLength', 'characters; it must have at least'),
  maxLength: size('maxLength', 'characters; it must have at most'),
  minimum: bound('minimum', 'at least'),
  maximum: bound('maximum', 'at most'),
  exclusiveMinimum: bound('exclusiveMinimum', 'more than'),
  exclusiveMaximum: bound('exclusiveMaximum', 'less than'),
  multipleOf: bound('multipleOf', 'a multiple of'),
  pattern(validation, subject, rule) {
    if (keeps('pattern', subject, rule)) return
    fail(validation, subject, () => ({
      code: 'E2005',
      message: `${nameOf(validation, subject)} is ${shown(subject.value)}, which does not match ${String(rule)}.`,
    }))
  },
  uniqueItems(validation, subject, rule) {
    const index = rule === true ? repeated(subject.value) : undefined
    if (index === undefined) return
    const message = () =>
      `${shown(list(subject.value)[index] ?? null)} appears twice in ${nameOf(validation, subject)}; item ${index + 1} is the second.`
    fail(validation, subject, () => ({ code: 'E2007', message: message() }))
  },
}

function meetChild(
  validation: Validation,
  { value, trail, schema }: Subject,
  { step, rules }: { readonly step: string | number; readonly rules: Value },
): void {
  // Lists and maps alike are indexed by their steps, which come from the value itself.
  const child = (value as { readonly [step: string | number]: Value })[step] ?? null
  validation.meet(validation, {
    value: child,
    trail: { step, up: trail },
    schema: { rules, file: schema.file },
  })
}

function isReadOnly(rules: Value | undefined): boolean {
  return record(rules).readOnly === true
}

/** What the cloud alone says of a resource stays refused, a call or not. */
function refuseToSet(validation: Validation, owner: Subject, key: string): void {
  fail(validation, { ...owner, trail: { step: key, up: owner.trail } }, () => ({
    code: 'E2010',
    message: `"${key}" of ${nameOf(validation, owner)} is what the cloud answers; it cannot be set.`,
    hint: 'Take it away; Fn::GetAtt gives it once the resource exists.',
    part: 'key',
  }))
}

function unknownProperty(validation: Validation, owner: Subject, key: string): void {
  const known = record(record(owner.schema.rules).properties)
  fail(validation, { ...owner, trail: { step: key, up: owner.trail } }, () => ({
    code: 'E2003',
    message: `${nameOf(validation, owner)} has no property "${key}".`,
    ...didYouMean(
      key,
      Object.keys(known).filter(name => !isReadOnly(known[name])),
    ),
    part: 'key',
  }))
}

function allowOnly(validation: Validation, subject: Subject, allowed: readonly Value[]): void {
  if (isOneOf(allowed, subject.value)) return
  fail(validation, subject, () => {
    const wanted = allowed.map(shown)
    const message = `${nameOf(validation, subject)} is ${shown(subject.value)}, which is not one of ${wanted.join(', ')}.`
    const near = didYouMean(text(subject.value) ?? '', allowed.map(String))
    return { code: 'E2004', message, ...near, wanted }
  })
}

function size(keyword: string, words: string): Keyword {
  return (validation, subject, rule) => {
    if (keeps(keyword, subject, rule)) return
    const message = () =>
      `${nameOf(validation, subject)} has ${sizeOf(subject.value)} ${words} ${Number(rule)}.`
    fail(validation, subject, () => ({ code: 'E2005', message: message() }))
  }
}

function bound(keyword: string, words: string): Keyword {
  return (validation, subject, rule) => {
    if (keeps(keyword, subject, rule)) return
    fail(validation, subject, () => ({
      code: 'E2005',
      message: `${nameOf(validation, subject)} is ${shown(subject.value)}; it must be ${words} ${Number(rule)}.`,
    }))
  }
}

function keeps(keyword: string, { value }: Subject, rule: Value): boolean {
  return limits[keyword]?.(value, rule) ?? true
}
