import { isList, isRecord, list, record, text, type Value } from '../../model/value.ts'
import type { Keyword } from './keywords.ts'
import { isNoValue } from './leniency.ts'
import {
  type Failure,
  fail,
  failuresOf,
  fits,
  nameOf,
  pathOf,
  type Subject,
  type Validation,
} from './validation.ts'
import { kindList, shown, sight } from './words.ts'

/** The keywords that choose between schemas or join them. */
export const branches: Readonly<Record<string, Keyword>> = {
  $ref(validation, subject, rule) {
    const schema = validation.library.follow(String(rule), subject.schema)
    validation.meet(validation, { ...subject, schema })
  },
  allOf(validation, subject, rule) {
    for (const rules of list(rule)) validation.meet(validation, within(subject, rules))
  },
  anyOf(validation, subject, rule) {
    const forms = list(rule).map(rules => within(subject, rules))
    if (!forms.some(form => fits(validation, form).met)) explain(validation, subject, forms)
  },
  oneOf(validation, subject, rule) {
    const forms = list(rule).map(rules => within(subject, rules))
    const met = forms.map(form => fits(validation, form)).filter(form => form.met)
    if (met.length === 0) explain(validation, subject, forms)
    else if (met.length > 1 && !met.some(form => form.open))
      refuse(validation, subject, 'fits more than one of the forms that exclude each other')
  },
  not(validation, subject, rule) {
    const { met, open } = fits(validation, within(subject, rule))
    if (met && !open) refuse(validation, subject, 'has a form that is not allowed')
  },
  if(validation, subject, rule) {
    const { met, open } = fits(validation, within(subject, rule))
    if (open) return
    const rules = record(subject.schema.rules)[met ? 'then' : 'else']
    if (rules !== undefined) validation.meet(validation, within(subject, rules))
  },
  dependencies(validation, subject, rule) {
    const { value } = subject
    if (!isRecord(value)) return
    for (const [key, wanted] of Object.entries(record(rule))) {
      if (!Object.hasOwn(value, key) || isNoValue(value[key])) continue
      if (!isList(wanted)) together(validation, subject, { key, wanted })
      for (const other of list(wanted).map(String)) {
        if (Object.hasOwn(value, other)) continue
        const message = () => `${nameOf(validation, subject)} has "${key}" and so needs "${other}".`
        fail(validation, subject, () => ({ code: 'E2002', message: message(), part: 'key' }))
      }
    }
  },
}

/** What a property excludes is said of both; all else that it asks for is looked at as usual. */
function together(
  validation: Validation,
  subject: Subject,
  { key, wanted }: { readonly key: string; readonly wanted: Value },
): void {
  const properties = Object.entries(record(record(wanted).properties))
  const allowed = properties.filter(([, rules]) => rules !== false)
  for (const [other] of properties.filter(([, rules]) => rules === false)) {
    const found = record(subject.value)[other]
    if (found === undefined || isNoValue(found)) continue
    const message = () => `${nameOf(validation, subject)} has "${other}", which cannot stand beside "${key}".`
    fail(validation, { ...subject, trail: { step: other, up: subject.trail } }, () => ({
      code: 'E2003',
      message: message(),
      hint: 'Keep one of them.',
      part: 'key',
    }))
  }
  validation.meet(validation, within(subject, { ...record(wanted), properties: Object.fromEntries(allowed) }))
}

function within(subject: Subject, rules: Value): Subject {
  return { ...subject, schema: { rules, file: subject.schema.file } }
}

/** Refuses a value whose parts do not go together; the schema's description says which do. */
function refuse(validation: Validation, subject: Subject, what: string): void {
  const hint = text(record(subject.schema.rules).description)
  fail(validation, subject, () => ({
    code: 'E2006',
    message: `${nameOf(validation, subject)} ${what}.`,
    ...(hint === undefined ? {} : { hint }),
  }))
}

/** Keeps the failures of the form that was most likely meant; where none stands out, one failure that names them all. */
function explain(validation: Validation, subject: Subject, forms: readonly Subject[]): void {
  validation.failed = true
  if (validation.quiet) return
  const depth = pathOf(subject.trail).length
  const ranked = forms.map(form => {
    const failures = failuresOf(validation, form)
    return { failures, rank: rankOf(failures, depth) }
  })
  const least = Math.min(...ranked.map(({ rank }) => rank))
  const best = ranked.filter(({ rank }) => rank === least).map(({ failures }) => failures)
  if (least > 0) validation.failures.push(joined(validation, subject, best))
  else validation.failures.push(...best.reduce((left, right) => (right.length < left.length ? right : left)))
}

/** 0 for a form of the right kind, 1 for one that a fixed word tells apart, 2 for another kind of value. */
function rankOf(failures: readonly Failure[], depth: number): number {
  if (failures.some(({ code, path }) => code === 'E2001' && path.length === depth)) return 2
  return failures.some(({ code, path }) => code === 'E2004' && path.length <= depth + 1) ? 1 : 0
}

function joined(validation: Validation, subject: Subject, forms: readonly (readonly Failure[])[]): Failure {
  const decisive = forms.flatMap(failures => failures.find(({ wanted }) => wanted !== undefined) ?? [])
  const [first] = decisive
  const wanted = [...new Set(decisive.flatMap(failure => failure.wanted ?? []))]
  if (first === undefined) return unfit(validation, subject)
  if (decisive.length === 1) return first
  if (first.code === 'E2004')
    return {
      ...first,
      message: first.message.replace(/not one of .*\.$/s, `not one of ${wanted.join(', ')}.`),
    }
  const message = `${nameOf(validation, subject)} must be ${kindList(wanted)}, but ${sight(subject.value)}.`
  return { ...first, message }
}

function unfit(validation: Validation, subject: Subject): Failure {
  const message = `${nameOf(validation, subject)} is ${shown(subject.value)}, which does not have one of the forms that are allowed.`
  return { code: 'E2006', path: pathOf(subject.trail), message }
}
