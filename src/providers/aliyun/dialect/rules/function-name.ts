import type { Rule } from '../../../../model/dialect.ts'
import { nameOf } from '../function.ts'
import { kindOf } from '../kind.ts'
import { written } from '../written.ts'

/** Finds names that Function Compute does not take, such as those of a service and a function that are too long together. */
export const functionName: Rule = {
  code: 'E4313',
  title: 'Function name is not allowed',
  why: 'A name has 1 to 64 letters, digits, _ and -, and begins with a letter or _.',
  *check({ template }) {
    for (const fn of written(template.document)) {
      const name = kindOf(fn.type) === 'Function' ? nameOf(fn) : undefined
      if (typeof name !== 'string' || name.includes('{{') || /^[A-Za-z_][\w-]{0,63}$/.test(name)) continue
      yield {
        path: fn.path,
        part: 'key',
        message: `${fn.logicalId} would be named "${name}", which Function Compute refuses.`,
        hint: 'Shorten or rename it, or set FunctionName: at most 64 letters, digits, _ and -, a letter first.',
      }
    }
  },
}
