import type { Rule } from '../../../../model/dialect.ts'
import { isCall, record, text } from '../../../../model/value.ts'
import { functionsOf } from './functions-of.ts'

const most = 4096

/** Refuses more variables than Lambda takes. */
export const tooManyVariables: Rule = {
  code: 'E4222',
  title: 'More variables than Lambda takes',
  why: 'The environment of a function is 4 KB at most, names and values together.',
  *check(input) {
    for (const fn of functionsOf(input)) {
      const environment = fn.property('Environment')
      const variables = Object.entries(record(record(environment?.value).Variables))
      const size = variables.reduce((sum, [name, value]) => {
        const known = isCall(value) ? '' : (text(value) ?? '')
        return sum + Buffer.byteLength(name) + Buffer.byteLength(known)
      }, 0)
      if (environment !== undefined && size > most)
        yield {
          path: [...environment.path, 'Variables'],
          part: 'key',
          message: `The variables of ${fn.logicalId} take ${size} bytes.`,
          hint: 'Put what is large into a parameter of Systems Manager, or a file of the code.',
        }
    }
  },
}
