import type { Expansion } from '../../../model/dialect.ts'
import type { Template } from '../../../model/template.ts'
import { type Path, type Properties, record, type Value } from '../../../model/value.ts'
import { functionOf, kept } from './function.ts'
import { kindOf } from './kind.ts'
import { rereferenced, standinsOf } from './references.ts'
import { roleArn, roleOf } from './role.ts'
import { type Made, triggersOf } from './triggers.ts'
import { type Written, written } from './written.ts'

/** Turns a template of the transform into resources of ROS that fnx deploys; others pass through as written. */
export function expand({ template }: { readonly template: Template }): Expansion {
  const { document } = template
  const found = written(document)
  const made = found.flatMap(resource => expanded(resource))
  const resources: Record<string, Value> = {}
  const origins: Record<string, Path> = {}
  for (const { logicalId, origin, body } of made) {
    resources[logicalId] = body
    origins[logicalId] = origin
  }
  const { Transform: _, ...rest } = document
  const joint = Object.assign({}, ...found.map(jointOf))
  const Conditions = { ...record(rest.Conditions), ...joint }
  const conditions = Object.keys(Conditions).length > 0 ? { Conditions } : {}
  const whole = { ...rest, ...conditions, Resources: resources }
  return { document: record(rereferenced(whole, standinsOf(found))), origins }
}

/** Lists the logical IDs that may be named beside those written: what expansion adds, and ROS's own for nested ones. */
export function generated(document: Properties): readonly string[] {
  const all = written(document)
  const names = new Set(all.map(({ logicalId }) => logicalId))
  const made = all.flatMap(resource => expanded(resource).map(({ logicalId }) => logicalId))
  return [...made.filter(logicalId => !names.has(logicalId)), ...standinsOf(all).ids.keys()]
}

/** What is made for a resource is there when the resource is, and what stands in a service when the service is. */
function expanded(resource: Written): readonly Made[] {
  const Condition = conditionOf(resource)
  const made = madeOf(resource)
  return Condition === undefined ? made : made.map(one => ({ ...one, body: { ...one.body, Condition } }))
}

function conditionOf(resource: Written): Value | undefined {
  const [both] = Object.keys(jointOf(resource))
  return both ?? resource.body.Condition ?? resource.parent?.body.Condition
}

/** Gives the condition that holds where both hold: that of a service and that of a function in it. */
function jointOf({ body, parent }: Written): Properties {
  const [outer, own] = [parent?.body.Condition, body.Condition]
  if (typeof outer !== 'string' || typeof own !== 'string' || outer === own) return {}
  return { [`${outer}And${own}`]: { 'Fn::And': [{ Condition: outer }, { Condition: own }] } }
}

function madeOf(resource: Written): readonly Made[] {
  const { logicalId, path: origin, body } = resource
  switch (kindOf(resource.type)) {
    case 'Service': {
      const role = roleFor(resource)
      return role === undefined ? [] : [role]
    }
    case 'Function':
      return functionWithParts(resource)
    case 'Role': {
      const own = record(body.Properties)
      return [{ logicalId, origin, body: { ...roleOf(own.Policies, own), ...kept(body) } }]
    }
    default:
      return [{ logicalId, origin, body: plain(resource) }]
  }
}

function functionWithParts(fn: Written): readonly Made[] {
  const own = roleFor(fn)
  const shared = fn.parent === undefined ? undefined : roleFor(fn.parent)
  const role = own ?? shared
  return [
    ...(own === undefined ? [] : [own]),
    { logicalId: fn.logicalId, origin: fn.path, body: functionOf(fn, role?.logicalId) },
    ...triggersOf(fn),
  ]
}

/** Gives the role that the policies of a service or function ask for; a role of one's own makes policies moot. */
function roleFor({ logicalId, path, body }: Written): Made | undefined {
  const { Role, Policies, AssumeRolePolicyDocument } = record(body.Properties)
  if (Role !== undefined || Policies === undefined) return undefined
  const own = AssumeRolePolicyDocument === undefined ? {} : { AssumeRolePolicyDocument }
  return {
    logicalId: `${logicalId}Role`,
    origin: [...path, 'Properties', 'Policies'],
    body: roleOf(Policies, own),
  }
}

/** A resource of ROS as it is, without what is nested in it; a function's role is named by its ARN. */
function plain({ type, body }: Written): Properties {
  const properties = record(body.Properties)
  const role = type === 'ALIYUN::FC3::Function' && properties.Role !== undefined
  const own = role ? { ...properties, Role: roleArn(properties.Role ?? '') } : properties
  return { Type: type, Properties: own, ...kept(body) }
}
