import type { Rule } from '../../../../model/dialect.ts'
import { runtimes } from '../../data/runtimes.ts'
import { functionsOf } from './functions-of.ts'

/** Warns of runtimes that Lambda does not have, as far as fnx knows. */
export const unknownRuntime: Rule = {
  code: 'W4202',
  title: 'Runtime is not known',
  why: 'Lambda refuses a runtime that it does not have; a new one may be missing here.',
  *check(input) {
    for (const fn of functionsOf(input)) {
      const set = fn.property('Runtime')
      if (set === undefined || typeof set.value !== 'string' || runtimes.has(set.value)) continue
      const name = set.value
      const near = [...runtimes.keys()].findLast(known => known.startsWith(name) || name.startsWith(known))
      yield {
        path: set.path,
        message: `${fn.logicalId} asks for ${name}, which is not a Lambda runtime that fnx knows.`,
        hint: near === undefined ? 'Check the name.' : `Did you mean ${near}?`,
      }
    }
  },
}
