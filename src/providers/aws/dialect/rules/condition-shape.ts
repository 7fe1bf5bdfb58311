import type { Rule } from '../../../../model/dialect.ts'
import { isList, isRecord, type Path, record, text, type Value } from '../../../../model/value.ts'

const functions = ['Fn::And', 'Fn::Equals', 'Fn::Not', 'Fn::Or', 'Condition']

/** From https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html */
const sides = { least: 2, most: 10 }

/** Refuses what stands for a condition and is none. */
export const conditionShape: Rule = {
  code: 'E3032',
  title: 'Condition of the wrong shape',
  why: 'A condition is one call of Fn::And, Fn::Equals, Fn::Not or Fn::Or.',
  *check({ template }) {
    for (const [name, value] of Object.entries(record(template.document.Conditions)))
      if (!name.startsWith('Fn::')) yield* misfits(value, ['Conditions', name], name)
  },
}

function* misfits(
  value: Value,
  path: Path,
  name: string,
): Iterable<{ readonly path: Path; readonly message: string }> {
  const [key = '', ...more] = isRecord(value) ? Object.keys(value) : []
  // Truth itself is no condition of CloudFormation, but SAM's own transform takes it.
  if (key === 'Fn::Transform' || ['true', 'false'].includes(text(value) ?? '')) return
  if (!functions.includes(key) || more.length > 0) {
    yield {
      path,
      message: `What stands for a condition in ${name} must be one call of ${functions.slice(0, 4).join(', ')}.`,
    }
    return
  }
  const argument = record(value)[key]
  if (key === 'Condition' || key === 'Fn::Equals' || !isList(argument)) return
  const { least, most } = sides
  if (key !== 'Fn::Not' && (argument.length < least || argument.length > most))
    yield {
      path: [...path, key],
      message: `${key} takes ${least} to ${most} conditions, and ${name} has ${argument.length}.`,
    }
  for (const [index, side] of argument.entries()) yield* misfits(side, [...path, key, index], name)
}
