import { isList, isRecord, member, type Properties, record, type Value } from '../../../../model/value.ts'
import connectors from '../../data/connectors.json' with { type: 'json' }
import { given } from '../calls.ts'
import { refuse } from '../refusal.ts'
import { shapeOf } from '../shape.ts'
import type { GeneratedResource, ResourceTransform, Source, TransformContext } from '../transform-context.ts'
import { endOf } from './connector-end.ts'
import { type ConnectorEnd, filledProfile } from './connector-profile.ts'
import { addDependency, mappingBetween, replaceDependency } from './dependencies.ts'

/** `AWS::Serverless::Connector`: what one resource needs to use another. */
export const connector: ResourceTransform = {
  type: 'AWS::Serverless::Connector',
  phase: 'connectors',
  readLate: true,
  shape: shapeOf({ map: 'Source*', 'map|mapsList': 'Destination*', texts: 'Permissions*' }),
  make(source, context) {
    const made = connect(source, context)
    const ids = made.map(({ id }) => id)
    replaceDependency(context, source.id, ids)
    return made
  },
}

/** Makes what a connector needs for each of its destinations. */
export function connect(source: Source, context: TransformContext): readonly GeneratedResource[] {
  const { Source: from = null, Destination: to = null } = source.properties
  const many = isList(to)
  const destinations: readonly Value[] = many ? to : [to]
  if (destinations.length === 0) refuse(source.id, 'Destination is empty.', ['Properties', 'Destination'])
  return destinations.flatMap((destination, index) => {
    const link: Link = {
      source,
      from: endOf(source, { written: from, other: destination }, context),
      to: endOf(source, { written: destination, other: from }, context),
      suffix: many ? `Destination${index}` : '',
    }
    return linked(link, context).map(made => ({ ...made, attributes: withNote(link, made, context) }))
  })
}

interface Link {
  readonly source: Source
  readonly from: ConnectorEnd
  readonly to: ConnectorEnd
  /** What tells several destinations apart. */
  readonly suffix: string
}

const profiles: Properties = connectors.connectors

function linked(link: Link, context: TransformContext): readonly GeneratedResource[] {
  const { source, from, to } = link
  if (isUnmade(from) || isUnmade(to)) return []
  const profile = member(record(member(profiles, from.type)), to.type)
  if (!isRecord(profile))
    return refuse(source.id, `there is no connector from ${from.type} to ${to.type}.`, [
      'Properties',
      'Destination',
    ])
  const permissions = permissionsOf(source, record(profile.Properties))
  const properties = filledProfile(source, record(profile.Properties), { from, to })
  const categories = isRecord(properties.AccessCategories) ? properties.AccessCategories : {}
  const chosen = Object.entries(categories).filter(([name]) => permissions.includes(name))
  const end = properties.SourcePolicy === true ? from : to
  const parts: Parts = { link, end, chosen, bySource: properties.SourcePolicy === true }
  if (profile.Type === 'AWS_IAM_ROLE_MANAGED_POLICY')
    return [rolePolicy(parts, properties.DependedBy ?? null, context)]
  if (profile.Type === 'AWS_LAMBDA_PERMISSION') return lambdaPermissions(parts)
  const [kind, property, target]: [string, string, Value | undefined] =
    profile.Type === 'AWS_SQS_QUEUE_POLICY'
      ? ['SQS::Queue', 'Queues', end.url]
      : ['SNS::Topic', 'Topics', end.arn]
  return [resourcePolicy(parts, { kind, property, target })]
}

/** An end that still has its type of SAM was refused, and that has been said. */
function isUnmade({ id, type }: ConnectorEnd): boolean {
  return id !== undefined && type.startsWith('AWS::Serverless::')
}

function permissionsOf({ id, properties }: Source, profile: Properties): readonly string[] {
  const path = ['Properties', 'Permissions']
  const { AccessCategories, ValidAccessCategories } = profile
  const known = Object.keys(isRecord(AccessCategories) ? AccessCategories : {})
  const asked = [...new Set((isList(properties.Permissions) ? properties.Permissions : []).map(String))]
  if (asked.length === 0) refuse(id, `Permissions are some of ${known.join(', ')}.`, path)
  const unknown = asked.find(name => !known.includes(name))
  if (unknown !== undefined)
    refuse(id, `the permission ${unknown} does not exist here; there are ${known.join(', ')}.`, path)
  const sets = isList(ValidAccessCategories) ? ValidAccessCategories : []
  const sorted = [...asked].sort().join(' + ')
  const valid = sets.map(set => (isList(set) ? set.map(String).sort().join(' + ') : ''))
  if (valid.length > 0 && !valid.includes(sorted)) refuse(id, `Permissions are ${valid.join(' or ')}.`, path)
  return asked
}

interface Parts {
  readonly link: Link
  /** The end that is given the policy. */
  readonly end: ConnectorEnd
  readonly bySource: boolean
  readonly chosen: readonly (readonly [string, Value])[]
}

function document({ chosen }: Parts): Properties {
  const statements = chosen.flatMap(([, category]) =>
    isRecord(category) && isList(category.Statement) ? category.Statement : [],
  )
  return { Version: '2012-10-17', Statement: statements }
}

function rolePolicy(parts: Parts, dependedBy: Value, context: TransformContext): GeneratedResource {
  const { link, end, bySource } = parts
  const { source, from, to, suffix } = link
  if (!given(end.role))
    return refuse(source.id, `the role of its ${bySource ? 'Source' : 'Destination'} is not known.`, [
      'Properties',
    ])
  const id = `${source.id}Policy${suffix}`
  if (dependedBy === 'DESTINATION_EVENT_SOURCE_MAPPING' && from.id !== undefined && to.id !== undefined) {
    const [mapping, ...others] = mappingBetween(context, from.id, to.id)
    if (mapping !== undefined && others.length === 0) addDependency(context, mapping, id)
  }
  if (dependedBy === 'SOURCE' && from.id !== undefined) addDependency(context, from.id, id)
  return {
    id,
    type: 'AWS::IAM::ManagedPolicy',
    properties: { PolicyDocument: document(parts), Roles: [end.role] },
    attributes: source.attributes,
    dependsOn: source.dependsOn,
  }
}

function lambdaPermissions({ link, end, bySource, chosen }: Parts): readonly GeneratedResource[] {
  const { source, suffix } = link
  if (!given(end.arn))
    return refuse(source.id, `the ARN of its ${bySource ? 'Source' : 'Destination'} is not known.`, [
      'Properties',
    ])
  return chosen.map(([name, category]) => {
    const { Action = null, Principal = null, SourceArn, SourceAccount } = record(category)
    return {
      id: `${source.id}${name}LambdaPermission${suffix}`,
      type: 'AWS::Lambda::Permission',
      properties: {
        Action,
        FunctionName: end.arn ?? null,
        Principal,
        ...(SourceArn === undefined ? {} : { SourceArn }),
        ...(SourceAccount === undefined ? {} : { SourceAccount }),
      },
      attributes: source.attributes,
      dependsOn: source.dependsOn,
    }
  })
}

interface Policed {
  readonly kind: string
  readonly property: string
  readonly target: Value | undefined
}

function resourcePolicy(parts: Parts, { kind, property, target }: Policed): GeneratedResource {
  const { source, suffix } = parts.link
  if (!given(target))
    return refuse(
      source.id,
      `the address of its ${parts.bySource ? 'Source' : 'Destination'} is not known.`,
      ['Properties'],
    )
  return {
    id: `${source.id}${kind.split('::')[1]}Policy${suffix}`,
    type: `AWS::${kind}Policy`,
    properties: { PolicyDocument: document(parts), [property]: [target] },
    attributes: source.attributes,
    dependsOn: source.dependsOn,
  }
}

/** What a connector makes says which types it connects, as the template wrote them. */
function withNote(
  { source, from, to }: Link,
  made: GeneratedResource,
  context: TransformContext,
): Properties {
  const typeOf = (end: ConnectorEnd): string => {
    const body =
      end.id !== undefined && Object.hasOwn(context.written, end.id) ? context.written[end.id] : undefined
    return typeof body?.Type === 'string' ? body.Type : end.type
  }
  const held = member(made.attributes ?? {}, 'Metadata')
  const note = { [source.id]: { Source: { Type: typeOf(from) }, Destination: { Type: typeOf(to) } } }
  return { ...made.attributes, Metadata: { ...(isRecord(held) ? held : {}), 'aws:sam:connectors': note } }
}
