import { didYouMean } from '../../../model/similar.ts'
import { isList, isRecord, type Properties, record, type Value } from '../../../model/value.ts'
import { managedPolicies, policyTemplates } from '../data/policies.ts'
import { managedArn } from './arn.ts'
import { branches, given, isIntrinsic, isNoValue } from './calls.ts'
import { Refusal, refuse, refuseTemplate } from './refusal.ts'

/** What `Policies` adds to a role. */
export interface Grants {
  readonly managed: readonly Value[]
  readonly inline: readonly Value[]
}

type Kind = 'managed' | 'statement' | 'template' | 'unknown'

/** Whose policies these are. */
export interface PolicyOwner {
  readonly id: string
  readonly roleId: string
  readonly partition: string
}

/** Reads `Policies` in all its forms: names, ARNs, documents, policy templates, and `Fn::If` of each. */
export function grantsOf(policies: Value | undefined, owner: PolicyOwner): Grants {
  if (!given(policies)) return { managed: [], inline: [] }
  const managed: Value[] = []
  const inline: Value[] = []
  for (const [index, policy] of (isList(policies) ? policies : [policies]).entries()) {
    const kind = kindOf(policy)
    if (kind === 'unknown') refuseUnknown(policy, { owner, index })
    if (kind === 'managed') managed.push(eachBranch(policy, item => arnOf(item, owner.partition)))
    else inline.push(eachBranch(policy, item => documentOf(item, kind, { owner, index })))
  }
  return { managed, inline }
}

function kindOf(policy: Value): Kind {
  if (typeof policy === 'string') return 'managed'
  const parts = branches(policy)
  if (parts !== undefined) return kindOfEither(parts)
  if (isIntrinsic(policy)) return 'managed'
  if (!isRecord(policy)) return 'unknown'
  if (Object.hasOwn(policy, 'Statement')) return 'statement'
  const [name, ...others] = Object.keys(policy)
  return name !== undefined && others.length === 0 && policyTemplates.has(name) ? 'template' : 'unknown'
}

function kindOfEither([condition, yes, no]: readonly Value[]): Kind {
  if (condition === undefined || yes === undefined || no === undefined)
    return refuseTemplate('Fn::If takes three values.')
  const kind = kindOf(yes)
  if (kind === kindOf(no) || isNoValue(no)) return kind
  if (isNoValue(yes)) return kindOf(no)
  return refuseTemplate('Both policies of one Fn::If must be of one kind.')
}

function eachBranch(policy: Value, convert: (item: Value) => Value): Value {
  const [condition, yes, no] = branches(policy) ?? []
  if (condition === undefined || yes === undefined || no === undefined) return convert(policy)
  return { 'Fn::If': [condition, isNoValue(yes) ? yes : convert(yes), isNoValue(no) ? no : convert(no)] }
}

function arnOf(policy: Value, partition: string): Value {
  if (typeof policy !== 'string') return policy
  const path = managedPolicies(partition).get(policy)
  return path === undefined ? policy : managedArn(partition, path)
}

function documentOf(item: Value, kind: Kind, place: { owner: PolicyOwner; index: number }): Properties {
  const document = kind === 'template' ? filledTemplate(item, place) : item
  return { PolicyName: `${place.owner.roleId}Policy${place.index}`, PolicyDocument: document }
}

/** A map of one key is meant as a policy template. */
function refuseUnknown(policy: Value, { owner, index }: { owner: PolicyOwner; index: number }): never {
  const [name, ...others] = Object.keys(record(policy))
  const isTemplate = name !== undefined && others.length === 0
  const path = ['Resources', owner.id, 'Properties', 'Policies', index, ...(isTemplate ? [name] : [])]
  const what = isTemplate
    ? `names the policy template "${name}", which SAM does not have`
    : `policy ${index} is neither a name, a document nor a policy template`
  const near = isTemplate ? didYouMean(name, policyTemplates.keys()) : {}
  throw new Refusal({ code: 'E1502', path, message: `${owner.id}: ${what}.`, ...near })
}

function filledTemplate(item: Value, { owner, index }: { owner: PolicyOwner; index: number }): Value {
  const [name, values] = Object.entries(isRecord(item) ? item : {})[0] ?? []
  const template = name === undefined ? undefined : policyTemplates.get(name)
  const path = ['Properties', 'Policies', index, name ?? '']
  if (template === undefined) return refuseUnknown(item, { owner, index })
  if (!isRecord(values)) return refuse(owner.id, `the policy template ${name} needs its parameters.`, path)
  const missing = template.parameters.filter(parameter => !Object.hasOwn(values, parameter))
  if (missing.length > 0)
    refuse(owner.id, `the policy template ${name} needs ${missing.join(' and ')}.`, path)
  return filled(template.definition, values, template.parameters)
}

function filled(value: Value, values: Properties, parameters: readonly string[]): Value {
  if (isList(value)) return value.map(item => filled(item, values, parameters))
  if (!isRecord(value)) return value
  if (typeof value.Ref === 'string' && parameters.includes(value.Ref)) return values[value.Ref] ?? null
  const found: Record<string, Value> = {}
  for (const key in value) found[key] = filled(value[key] ?? null, values, parameters)
  return found
}
