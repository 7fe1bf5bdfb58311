import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import type { Finding } from '../../../../model/template.ts'
import { type Runtime, runtimes } from '../../data/runtimes.ts'
import { functionsOf } from './functions-of.ts'

/** Warns of runtimes that AWS no longer mends. */
export const deprecatedRuntime: Rule = {
  code: 'W4201',
  title: 'Runtime is deprecated',
  why: 'Lambda soon refuses new functions of a deprecated runtime, and later every change of old ones.',
  *check(input) {
    for (const { known, finding } of oldRuntimes(input)) {
      if (isGone(known, input)) continue
      const refused = isPast(known.noUpdate, input)
        ? ` It has refused to make or change a function of it since ${known.noUpdate}.`
        : isPast(known.noCreate, input)
          ? ' It makes no new function of it.'
          : ''
      const message = `${finding.message}, which AWS deprecated on ${known.deprecated}.${refused}`
      yield { ...finding, message }
    }
  },
}

/** Refuses runtimes of which AWS will neither make nor change a function again. */
export const blockedRuntime: Rule = {
  code: 'E4210',
  title: 'Runtime is not taken any more',
  why: 'Lambda refuses to make or to change a function of a runtime that it has blocked for years.',
  *check(input) {
    for (const { known, finding } of oldRuntimes(input))
      if (isGone(known, input))
        yield { ...finding, message: `${finding.message}, which AWS has blocked since ${known.noUpdate}.` }
  },
}

/** Years after which AWS lifts a block no more; it has put off younger ones, those of 2024 until 2027. */
const final = 5

function isGone({ noUpdate }: Runtime, { today }: RuleInput): boolean {
  if (noUpdate === undefined) return false
  const then = new Date(noUpdate)
  then.setUTCFullYear(then.getUTCFullYear() + final)
  return then <= today
}

interface OldRuntime {
  readonly known: Runtime
  /** Its message still wants its end. */
  readonly finding: Omit<Finding, 'code'>
}

function* oldRuntimes(input: RuleInput): Iterable<OldRuntime> {
  for (const fn of functionsOf(input)) {
    const set = fn.property('Runtime')
    const known = typeof set?.value === 'string' ? runtimes.get(set.value) : undefined
    if (set === undefined || known === undefined || !isPast(known.deprecated, input)) continue
    const hint =
      known.successor === undefined ? 'Choose a newer runtime.' : `Write Runtime: ${known.successor}.`
    yield {
      known,
      finding: { path: set.path, message: `${fn.logicalId} asks for ${String(set.value)}`, hint },
    }
  }
}

function isPast(day: string | undefined, { today }: RuleInput): boolean {
  return day !== undefined && Date.parse(day) <= today.getTime()
}
