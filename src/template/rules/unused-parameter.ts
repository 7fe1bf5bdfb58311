import { record } from '../../model/value.ts'
import { referencesIn } from '../references.ts'
import type { SharedRule } from './rule.ts'

export const unusedParameter: SharedRule = {
  code: 'W4001',
  title: 'Parameter without use',
  why: 'Everyone who deploys the template has to think of a value that nothing takes.',
  *check({ template, references }) {
    // What a loop goes over is in the template as written alone.
    const written = template.written === undefined ? [] : referencesIn(template.written)
    const used = new Set([...references, ...written].map(({ logicalId }) => logicalId))
    for (const name of Object.keys(record(template.document.Parameters)))
      if (!used.has(name))
        yield {
          path: ['Parameters', name],
          part: 'key',
          message: `Nothing refers to the parameter ${name}.`,
          hint: 'Take it out, or use it.',
        }
  },
}
