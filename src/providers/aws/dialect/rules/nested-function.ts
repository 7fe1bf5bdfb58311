import type { Rule } from '../../../../model/dialect.ts'
import { isList, isRecord, type Path, type Value } from '../../../../model/value.ts'

/**
 * By function, those that it takes none of: what it needs is known before anything is made or another stack is asked. From
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
const refused: Readonly<Record<string, readonly string[]>> = {
  'Fn::Equals': ['Fn::GetAZs', 'Fn::GetStackOutput', 'Fn::ImportValue'],
  'Fn::FindInMap': ['Fn::GetAZs', 'Fn::GetAtt', 'Fn::GetStackOutput', 'Fn::ImportValue'],
  'Fn::ImportValue': ['Fn::GetAtt', 'Fn::GetStackOutput', 'Fn::ImportValue'],
}

/** Refuses functions within others that CloudFormation carries out before them. */
export const nestedFunction: Rule = {
  code: 'E4230',
  title: 'Function within one that does not take it',
  why: 'CloudFormation carries some functions out before anything is made, and takes in them only what is known by then.',
  *check({ template: { document, text } }) {
    // Most templates have none of them, and their text tells.
    if (!/FindInMap|GetAZs|GetStackOutput|ImportValue/.test(text)) return
    for (const section of ['Conditions', 'Resources', 'Outputs'])
      yield* within(document[section] ?? null, [section], undefined)
  },
}

function* within(
  value: Value,
  path: Path,
  outer: string | undefined,
): Iterable<{ readonly path: Path; readonly message: string }> {
  if (isList(value)) for (const [at, item] of value.entries()) yield* within(item, [...path, at], outer)
  if (!isRecord(value)) return
  for (const [key, item] of Object.entries(value)) {
    if (outer !== undefined && refused[outer]?.includes(key))
      yield { path, message: `${outer} takes no ${key} within it.` }
    // What a look-up gives where it finds nothing is asked for later.
    const own = Object.hasOwn(refused, key) ? key : key === 'DefaultValue' ? undefined : outer
    yield* within(item, [...path, key], own)
  }
}
