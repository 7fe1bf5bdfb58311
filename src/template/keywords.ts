import { canonical, isList, isRecord, list, record, text, type Value } from '../model/value.ts'
import { didYouMean } from './similar.ts'
import { fail, nameOf, type Subject, type Validation } from './validation.ts'

/** What one keyword of JSON Schema asks of a value; `rule` is what stands behind the keyword. */
export type Keyword = (validation: Validation, subject: Subject, rule: Value) => void

/** The keywords that look at one value and what it holds; those that choose between schemas are in branches.ts. */
export const keywords: Readonly<Record<string, Keyword>> = {
  type(validation, subject, rule) {
    const wanted = isList(rule) ? rule.map(String) : [String(rule)]
    if (wanted.some(kind => isOf(kind, subject.value))) return
    const message = `${nameOf(validation, subject)} must be ${kindList(wanted)}, but ${sight(subject.value)}.`
    fail(validation, subject, { code: 'E2001', message, wanted })
  },
  enum(validation, subject, rule) {
    allowOnly(validation, subject, list(rule))
  },
  const(validation, subject, rule) {
    allowOnly(validation, subject, [rule])
  },
  required(validation, subject, rule) {
    if (!isRecord(subject.value)) return
    for (const key of list(rule)) {
      if (typeof key !== 'string' || Object.hasOwn(subject.value, key)) continue
      // `Fn::Transform` and loops may bring the property in.
      if (Object.keys(subject.value).some(isMacro)) return
      const message = `${nameOf(validation, subject)} needs "${key}".`
      fail(validation, subject, { code: 'E2002', message, part: 'key' })
    }
  },
  properties(validation, { value, trail, schema }, rule) {
    if (!isRecord(value)) return
    const known = record(rule)
    for (const key in value) {
      if (!Object.hasOwn(known, key)) continue
      const rules = { rules: known[key] ?? true, file: schema.file }
      validation.meet(validation, {
        value: value[key] ?? null,
        trail: { step: key, up: trail },
        schema: rules,
      })
    }
  },
  additionalProperties(validation, { value, trail, schema }, rule) {
    if (!isRecord(value) || rule === true) return
    const own = record(schema.rules)
    const known = record(own.properties)
    const patterns = Object.keys(record(own.patternProperties)).map(patternOf)
    for (const key in value) {
      if (Object.hasOwn(known, key) || isMacro(key) || patterns.some(pattern => pattern.test(key))) continue
      const entry = {
        value: value[key] ?? null,
        trail: { step: key, up: trail },
        schema: { ...schema, rules: rule },
      }
      if (rule !== false) validation.meet(validation, entry)
      else unknownProperty(validation, entry, { known: Object.keys(known), owner: { value, trail, schema } })
    }
  },
  patternProperties(validation, { value, trail, schema }, rule) {
    if (!isRecord(value)) return
    for (const [source, rules] of Object.entries(record(rule)))
      for (const key of Object.keys(value).filter(name => patternOf(source).test(name)))
        validation.meet(validation, {
          value: value[key] ?? null,
          trail: { step: key, up: trail },
          schema: { ...schema, rules },
        })
  },
  propertyNames(validation, { value, trail, schema }, rule) {
    if (!isRecord(value)) return
    for (const key of Object.keys(value))
      if (!isMacro(key))
        validation.meet(validation, {
          value: key,
          trail: { step: key, up: trail },
          schema: { ...schema, rules: rule },
        })
  },
  items(validation, { value, trail, schema }, rule) {
    if (!isList(value)) return
    for (const [index, item] of value.entries()) {
      const rules = isList(rule) ? (rule[index] ?? record(schema.rules).additionalItems ?? true) : rule
      validation.meet(validation, {
        value: item,
        trail: { step: index, up: trail },
        schema: { ...schema, rules },
      })
    }
  },
  minItems: size(isList, value => list(value).length, { least: true, unit: 'items' }),
  maxItems: size(isList, value => list(value).length, { least: false, unit: 'items' }),
  minProperties: size(isRecord, value => Object.keys(record(value)).length, { least: true, unit: 'entries' }),
  maxProperties: size(isRecord, value => Object.keys(record(value)).length, {
    least: false,
    unit: 'entries',
  }),
  minLength: size(isText, value => [...(text(value) ?? '')].length, { least: true, unit: 'characters' }),
  maxLength: size(isText, value => [...(text(value) ?? '')].length, { least: false, unit: 'characters' }),
  minimum: bound((number, limit) => number >= limit, 'at least'),
  maximum: bound((number, limit) => number <= limit, 'at most'),
  exclusiveMinimum: bound((number, limit) => number > limit, 'more than'),
  exclusiveMaximum: bound((number, limit) => number < limit, 'less than'),
  multipleOf: bound((number, step) => Number.isInteger(number / step), 'a multiple of'),
  pattern(validation, subject, rule) {
    const written = text(subject.value)
    if (written === undefined || patternOf(String(rule)).test(written)) return
    const message = `${nameOf(validation, subject)} is ${shown(subject.value)}, which does not match ${rule}.`
    fail(validation, subject, { code: 'E2005', message })
  },
  uniqueItems(validation, subject, rule) {
    if (rule !== true || !isList(subject.value)) return
    const seen = new Set<string>()
    for (const [index, item] of subject.value.entries()) {
      const key = canonical(item)
      const place = { ...subject, trail: { step: index, up: subject.trail } }
      const message = `${shown(item)} stands twice in ${nameOf(validation, subject)}.`
      if (seen.has(key)) fail(validation, place, { code: 'E2007', message })
      seen.add(key)
    }
  },
}

/** Tells whether a key is a macro that the cloud expands, such as `Fn::ForEach::Topics`. */
function isMacro(key: string): boolean {
  return key.startsWith('Fn::')
}

function unknownProperty(
  validation: Validation,
  entry: Subject,
  { known, owner }: { readonly known: readonly string[]; readonly owner: Subject },
): void {
  const key = String(entry.trail?.step)
  const message = `${nameOf(validation, owner)} has no property "${key}".`
  fail(validation, entry, { code: 'E2003', message, ...didYouMean(key, known), part: 'key' })
}

function allowOnly(validation: Validation, subject: Subject, allowed: readonly Value[]): void {
  const written = canonical(loose(subject.value))
  if (allowed.some(value => canonical(loose(value)) === written)) return
  const wanted = allowed.map(shown)
  const near = didYouMean(text(subject.value) ?? '', allowed.map(String))
  fail(validation, subject, {
    code: 'E2004',
    message: `${nameOf(validation, subject)} is ${shown(subject.value)}, which is not one of ${wanted.join(', ')}.`,
    ...near,
    wanted,
  })
}

/** Makes values equal that the clouds take for one: `128` and `"128"`, `true` and `"true"`. */
function loose(value: Value): Value {
  return text(value) ?? value
}

function size(
  applies: (value: Value) => boolean,
  measure: (value: Value) => number,
  { least, unit }: { readonly least: boolean; readonly unit: string },
): Keyword {
  return (validation, subject, rule) => {
    if (!applies(subject.value)) return
    const found = measure(subject.value)
    const limit = Number(rule)
    if (least ? found >= limit : found <= limit) return
    const message = `${nameOf(validation, subject)} has ${found} ${unit}; it must have at ${least ? 'least' : 'most'} ${limit}.`
    fail(validation, subject, { code: 'E2005', message })
  }
}

function bound(holds: (number: number, limit: number) => boolean, words: string): Keyword {
  return (validation, subject, rule) => {
    if (!isOf('number', subject.value) || holds(Number(subject.value), Number(rule))) return
    const message = `${nameOf(validation, subject)} is ${shown(subject.value)}; it must be ${words} ${rule}.`
    fail(validation, subject, { code: 'E2005', message })
  }
}

function isText(value: Value): boolean {
  return typeof value === 'string'
}

/** Tells whether a value is of a kind, as the clouds convert what templates write. */
function isOf(kind: string, value: Value): boolean {
  switch (kind) {
    case 'string':
      return text(value) !== undefined
    case 'number':
      return typeof value === 'number' || isNumeral(value)
    case 'integer':
      return typeof value === 'number'
        ? Number.isInteger(value)
        : isNumeral(value) && Number.isInteger(Number(value))
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false'
    case 'object':
      return isRecord(value)
    case 'array':
      return isList(value)
    default:
      return value === null
  }
}

function isNumeral(value: Value): boolean {
  return typeof value === 'string' && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value)
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
  null: 'empty',
}

/** Lists kinds of values for a sentence: `text or a list`. */
export function kindList(kinds: readonly string[]): string {
  return [...new Set(kinds)].map(kind => kindNames[kind] ?? kind).join(' or ')
}

/** Says what a value is, as the end of a sentence. */
export function sight(value: Value): string {
  if (value === null) return 'it is empty'
  if (isList(value)) return 'it is a list'
  if (isRecord(value)) return 'it is a map'
  return `${shown(value)} is ${typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : 'true or false'}`
}

/** Shows a value within a sentence, cut where it is long. */
export function shown(value: Value): string {
  const json = JSON.stringify(value)
  return json.length <= 60 ? json : `${json.slice(0, 57)}…`
}

const patterns = new Map<string, RegExp>()

function patternOf(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source, 'u')
  patterns.set(source, known)
  return known
}
