import type { Rule } from '../../../../model/dialect.ts'
import { record } from '../../../../model/value.ts'
import { runtimes } from '../../data/runtimes.ts'
import { functionsOf } from './functions-of.ts'

/** Finds runtimes that Function Compute does not have, such as those of another cloud. */
export const unknownRuntime: Rule = {
  code: 'E4302',
  title: 'Runtime does not exist',
  why: 'Function Compute refuses a runtime that it does not have.',
  *check({ resources }) {
    for (const { logicalId, body, path } of functionsOf(resources)) {
      const { Runtime } = record(body.Properties)
      if (typeof Runtime !== 'string' || Runtime.includes('{{') || runtimes.has(Runtime)) continue
      const near = [...runtimes.keys()].filter(name => name.startsWith(Runtime.slice(0, 4).toLowerCase()))
      yield {
        path: [...path, 'Properties', 'Runtime'],
        message: `${logicalId} asks for ${Runtime}, which is not a runtime of Function Compute.`,
        hint: `Use one of ${(near.length > 0 ? near : [...runtimes.keys()]).join(', ')}.`,
      }
    }
  },
}
