import type { Rule } from '../../../../model/provider.ts'
import { runtimes } from '../../data/runtimes.ts'
import { functionsOf } from './functions-of.ts'

/** Warns of runtimes that AWS no longer mends. */
export const deprecatedRuntime: Rule = {
  code: 'W4201',
  title: 'Runtime is deprecated',
  why: 'Lambda soon refuses new functions of a deprecated runtime, and later every change of old ones.',
  *check(input) {
    for (const fn of functionsOf(input)) {
      const set = fn.property('Runtime')
      const known = typeof set?.value === 'string' ? runtimes.get(set.value) : undefined
      if (set === undefined || known === undefined || Date.parse(known.deprecated) > input.today.getTime())
        continue
      yield {
        path: set.path,
        message: `${fn.logicalId} asks for ${String(set.value)}, which AWS deprecated on ${known.deprecated}.`,
        hint:
          known.successor === undefined ? 'Choose a newer runtime.' : `Write Runtime: ${known.successor}.`,
      }
    }
  },
}
