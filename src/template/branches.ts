import { isRecord, list, record, text, type Value } from '../model/value.ts'
import type { Keyword } from './keywords.ts'
import { kindList, shown, sight } from './keywords.ts'
import { attempt, type Failure, fail, nameOf, pathOf, type Subject, type Validation } from './validation.ts'

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
    const tries = list(rule).map(rules => attempt(validation, within(subject, rules)))
    if (tries.some(({ failures }) => failures.length === 0)) return
    validation.failures.push(
      ...nearest(
        validation,
        subject,
        tries.map(({ failures }) => failures),
      ),
    )
  },
  oneOf(validation, subject, rule) {
    const tries = list(rule).map(rules => attempt(validation, within(subject, rules)))
    const met = tries.filter(({ failures }) => failures.length === 0)
    if (met.length === 0)
      validation.failures.push(
        ...nearest(
          validation,
          subject,
          tries.map(({ failures }) => failures),
        ),
      )
    else if (met.length > 1 && !met.some(({ open }) => open))
      refuse(validation, subject, 'fits more than one of the forms that exclude each other')
  },
  not(validation, subject, rule) {
    const { failures, open } = attempt(validation, within(subject, rule))
    if (failures.length === 0 && !open) refuse(validation, subject, 'has a form that is not allowed')
  },
  if(validation, subject, rule) {
    const { failures, open } = attempt(validation, within(subject, rule))
    if (open) return
    const rules = record(subject.schema.rules)[failures.length === 0 ? 'then' : 'else']
    if (rules !== undefined) validation.meet(validation, within(subject, rules))
  },
  dependencies(validation, subject, rule) {
    if (!isRecord(subject.value)) return
    for (const [key, wanted] of Object.entries(record(rule))) {
      if (!Object.hasOwn(subject.value, key)) continue
      const missing = list(wanted).find(other => !Object.hasOwn(record(subject.value), String(other)))
      if (!Array.isArray(wanted)) validation.meet(validation, within(subject, wanted))
      else if (missing !== undefined) {
        const message = `${nameOf(validation, subject)} has "${key}" and so needs "${String(missing)}".`
        fail(validation, subject, { code: 'E2002', message, part: 'key' })
      }
    }
  },
}

function within(subject: Subject, rules: Value): Subject {
  return { ...subject, schema: { rules, file: subject.schema.file } }
}

function refuse(validation: Validation, subject: Subject, what: string): void {
  const { description } = record(subject.schema.rules)
  const hint = text(description)
  fail(validation, subject, {
    code: 'E2006',
    message: `${nameOf(validation, subject)} ${what}.`,
    ...(hint === undefined ? {} : { hint }),
  })
}

/** Gives the failures of the form that was most likely meant; where none stands out, one failure that names them all. */
function nearest(
  validation: Validation,
  subject: Subject,
  forms: readonly (readonly Failure[])[],
): readonly Failure[] {
  const depth = pathOf(subject.trail).length
  const ranked = forms.map(failures => ({ failures, rank: rankOf(failures, depth) }))
  const least = Math.min(...ranked.map(({ rank }) => rank))
  const best = ranked.filter(({ rank }) => rank === least).map(({ failures }) => failures)
  if (least === 0) return best.reduce((left, right) => (right.length < left.length ? right : left))
  return [joined(validation, subject, best)]
}

/** 0 for a form of the right kind, 1 for one that a fixed word tells apart, 2 for another kind of value. */
function rankOf(failures: readonly Failure[], depth: number): number {
  if (failures.some(({ code, path }) => code === 'E2001' && path.length === depth)) return 2
  return failures.some(({ code, path }) => code === 'E2004' && path.length <= depth + 1) ? 1 : 0
}

function joined(validation: Validation, subject: Subject, forms: readonly (readonly Failure[])[]): Failure {
  const code = forms[0]?.some(failure => failure.code === 'E2001' && failure.wanted !== undefined)
    ? 'E2001'
    : 'E2004'
  const alike = forms.flatMap(failures => failures.filter(failure => failure.code === code).slice(0, 1))
  const [first] = alike
  const wanted = [...new Set(alike.flatMap(failure => failure.wanted ?? []))]
  if (first === undefined || alike.length === 1) return first ?? unfit(validation, subject)
  const name = nameOf(validation, subject)
  if (first.path.length > pathOf(subject.trail).length || code === 'E2004')
    return {
      ...first,
      message: first.message.replace(/not one of .*\.$/s, `not one of ${wanted.join(', ')}.`),
      wanted,
    }
  return { ...first, message: `${name} must be ${kindList(wanted)}, but ${sight(subject.value)}.`, wanted }
}

function unfit(validation: Validation, subject: Subject): Failure {
  const message = `${nameOf(validation, subject)} is ${shown(subject.value)}, which has none of the forms that are allowed.`
  return { code: 'E2006', path: pathOf(subject.trail), message }
}
