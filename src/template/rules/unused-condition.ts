import { record } from '../../model/value.ts'
import { hasMacro } from '../source-path.ts'
import type { SharedRule } from './rule.ts'
import { conditionUses } from './unknown-condition.ts'

export const unusedCondition: SharedRule = {
  code: 'W3029',
  title: 'Condition without use',
  why: 'Nothing hangs on whether it holds.',
  *check({ template: { document, written = document }, resources }) {
    const names = Object.keys(record(document.Conditions))
    // A loop or an inclusion may use any of them.
    if (names.length === 0 || ['Resources', 'Outputs', 'Conditions'].some(name => hasMacro(document[name])))
      return
    const uses = [
      ...conditionUses(document, resources),
      ...(written === document ? [] : conditionUses(written, [])),
    ]
    const used = new Set(uses.map(([, name]) => name))
    for (const name of names)
      if (!used.has(name))
        yield {
          path: ['Conditions', name],
          part: 'key',
          message: `Nothing hangs on the condition ${name}.`,
          hint: 'Take it out, or use it.',
        }
  },
}
