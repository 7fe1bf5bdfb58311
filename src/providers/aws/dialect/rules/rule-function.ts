import type { Rule } from '../../../../model/dialect.ts'
import { callOf, isList, isRecord, type Path, type Value } from '../../../../model/value.ts'

const functions: ReadonlySet<string> = new Set([
  'Fn::Contains',
  'Fn::EachMemberEquals',
  'Fn::EachMemberIn',
  'Fn::RefAll',
  'Fn::ValueOf',
  'Fn::ValueOfAll',
])

/** Refuses functions of Rules that stand elsewhere. */
export const ruleFunction: Rule = {
  code: 'E3034',
  title: 'Function that only Rules may use',
  why: 'CloudFormation computes it before anything else, for the assertions of Rules alone.',
  *check({ template: { document, text } }) {
    // Hardly a template has one, and its text tells.
    if (!/Contains|EachMember|RefAll|ValueOf/.test(text)) return
    for (const section of ['Conditions', 'Resources', 'Outputs'])
      for (const [name, path] of calls(document[section] ?? null, [section]))
        yield { path, message: `${name} may stand in Rules alone.` }
  },
}

function* calls(value: Value, path: Path): Iterable<readonly [string, Path]> {
  if (isList(value)) for (const [index, item] of value.entries()) yield* calls(item, [...path, index])
  if (!isRecord(value)) return
  const name = callOf(value)?.name
  if (name !== undefined && functions.has(name)) yield [name, [...path, name]]
  for (const [key, item] of Object.entries(value)) yield* calls(item, [...path, key])
}
