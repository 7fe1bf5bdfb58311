import type { Rule } from '../../../../model/dialect.ts'
import { record, text } from '../../../../model/value.ts'
import { runtimes } from '../../data/runtimes.ts'
import { functionsOf } from './functions-of.ts'

/** Warns of runtimes that Function Compute has retired. */
export const retiredRuntime: Rule = {
  code: 'W4301',
  title: 'Runtime is retired',
  why: 'Function Compute takes no new function of a retired runtime and no change of an old one.',
  *check({ resources, today }) {
    for (const { logicalId, body, path } of functionsOf(resources)) {
      const name = text(record(body.Properties).Runtime) ?? ''
      const { retired, replacement } = runtimes.get(name) ?? {}
      if (retired === undefined || Date.parse(retired) > today.getTime()) continue
      yield {
        path: [...path, 'Properties', 'Runtime'],
        message: `${logicalId} asks for ${name}, which Function Compute retired on ${retired}: it runs on the local cloud, and the real one refuses to create it.`,
        hint: `Write Runtime: ${replacement}.`,
      }
    }
  },
}
