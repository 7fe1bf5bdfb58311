import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import { similar } from '../../../../model/similar.ts'
import { type Path, record } from '../../../../model/value.ts'
import { runtimeOf, runtimes } from '../../data/runtimes.ts'
import { functionsOf } from './functions-of.ts'

/** Finds runtimes that Function Compute does not have, such as those of another cloud. */
export const unknownRuntime: Rule = {
  code: 'E4302',
  title: 'Runtime does not exist',
  why: 'Function Compute refuses a runtime that it does not have.',
  *check(input) {
    for (const { logicalId, runtime, path } of unknown(input)) {
      if (runtimeOf(runtime) !== undefined) continue
      const near = [...runtimes.keys()].filter(name => name.startsWith(runtime.slice(0, 4).toLowerCase()))
      yield {
        path,
        message: `${logicalId} asks for ${runtime}, which is not a runtime of Function Compute.`,
        hint: `Use one of ${(near.length > 0 ? near : [...runtimes.keys()]).join(', ')}.`,
      }
    }
  },
}

/** Warns of runtimes that may be newer than the table. */
export const newerRuntime: Rule = {
  code: 'W4326',
  title: 'Runtime is not known to fnx',
  why: 'It may be newer than what fnx knows; Function Compute refuses one that it does not have.',
  *check(input) {
    for (const { logicalId, runtime, path } of unknown(input)) {
      if (runtimeOf(runtime) === undefined) continue
      const near = similar(runtime, runtimes.keys())
      yield {
        path,
        message: `${logicalId} asks for ${runtime}, which fnx does not know: it is deployed as written.`,
        hint: `Check that Function Compute has it${near === undefined ? '' : `; fnx knows ${near}`}.`,
      }
    }
  },
}

function* unknown({ resources }: RuleInput) {
  for (const { logicalId, body, path } of functionsOf(resources)) {
    const { Runtime } = record(body.Properties)
    const place: Path = [...path, 'Properties', 'Runtime']
    if (typeof Runtime === 'string' && !Runtime.includes('{{') && !runtimes.has(Runtime))
      yield { logicalId, runtime: Runtime, path: place }
  }
}
