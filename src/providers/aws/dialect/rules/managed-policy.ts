import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import { hints, similar } from '../../../../model/similar.ts'
import { isList, type Path, record, type Value } from '../../../../model/value.ts'
import { managedPolicies, policyTemplates } from '../../data/policies.ts'

const partitions = ['aws', 'aws-cn', 'aws-us-gov']

/** Refuses names of policies that are nearly those of AWS. */
export const misspeltPolicy: Rule = {
  code: 'E4225',
  title: 'Managed policy does not exist',
  why: 'SAM makes an ARN of any name, and IAM refuses the role of a policy that is not there.',
  *check(input) {
    const known = names()
    const hint = hints(known)
    for (const { owner, name, path } of unknownPolicies(input, known))
      if (similar(name, known) !== undefined)
        yield {
          path,
          message: `${owner} asks for the policy ${name}, which AWS does not have.`,
          ...hint(name),
        }
  },
}

/** Warns of names that may be newer than the table. */
export const unknownPolicy: Rule = {
  code: 'W4226',
  title: 'Managed policy is not known',
  why: 'SAM makes an ARN of any name, and IAM refuses the role of a policy that is not there; a new one may be missing here.',
  *check(input) {
    const known = names()
    for (const { owner, name, path } of unknownPolicies(input, known))
      if (similar(name, known) === undefined)
        yield {
          path,
          message: `${owner} asks for the policy ${name}, which fnx does not know.`,
          hint: 'Name a policy of your own by its ARN.',
        }
  },
}

function names(): ReadonlySet<string> {
  return new Set(partitions.flatMap(partition => [...managedPolicies(partition).keys()]))
}

interface Named {
  readonly owner: string
  readonly name: string
  readonly path: Path
}

function* unknownPolicies({ resources }: RuleInput, known: ReadonlySet<string>): Iterable<Named> {
  for (const { logicalId, type, body, path } of resources)
    if (type === 'AWS::Serverless::Function' || type === 'AWS::Serverless::StateMachine')
      // A template of policies without its parameters is refused elsewhere.
      for (const [place, name] of texts(record(body.Properties).Policies, [
        ...path,
        'Properties',
        'Policies',
      ]))
        if (!known.has(name) && !policyTemplates.has(name) && /^[\w+=,.@-]+$/.test(name))
          yield { owner: logicalId, name, path: place }
}

function texts(value: Value | undefined, path: Path): readonly (readonly [Path, string])[] {
  if (typeof value === 'string') return [[path, value]]
  return isList(value)
    ? value.flatMap((item, at) => (typeof item === 'string' ? [[[...path, at], item] as const] : []))
    : []
}
