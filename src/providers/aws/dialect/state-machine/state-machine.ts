import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { tracingPolicy } from '../arn.ts'
import { getAtt, given, present, tagList } from '../calls.ts'
import { definitionAt } from '../code.ts'
import { trust } from '../iam.ts'
import { grantsOf } from '../policies.ts'
import { refuse } from '../refusal.ts'
import { grant, madeRole, type RoleDraft } from '../role.ts'
import { shapeOf } from '../shape.ts'
import { propagated } from '../tags.ts'
import type { GeneratedResource, ResourceTransform, Source, TransformContext } from '../transform-context.ts'
import { machineAlias } from './machine-alias.ts'
import { machineEvents, readMachineEvents } from './machine-events.ts'
import { definitionText, substituted } from './state-definition.ts'

/** `AWS::Serverless::StateMachine`: a state machine with its role, version, alias and events. */
export const stateMachine: ResourceTransform = {
  type: 'AWS::Serverless::StateMachine',
  phase: 'stateMachines',
  shape: shapeOf({
    map: 'Definition Logging DefinitionSubstitutions Tags Tracing',
    'text|map': 'DefinitionUri',
    text: 'Role Name Type PermissionsBoundary',
    any: 'RolePath AutoPublishAlias DeploymentPreference',
    mapOfMaps: 'Events',
    flag: 'PropagateTags UseAliasAsEventTarget!',
    'text|map|items': 'Policies',
  }),
  make(source, context) {
    const { id, properties } = source
    if (isRecord(properties.Policies) && !given(properties.Policies))
      refuse(id, 'Policies must name or hold a policy.', ['Properties', 'Policies'])
    const read = readMachineEvents(source, context)
    if (given(properties.Role) && given(properties.Policies))
      refuse(id, 'takes Role or Policies, not both.', ['Properties', 'Policies'])
    const definition = definitionOf(source)
    const role = given(properties.Role) ? undefined : roleFor(source, context)
    const machine: GeneratedResource = {
      id,
      type: 'AWS::StepFunctions::StateMachine',
      properties: present({
        ...definition,
        RoleArn: role === undefined ? properties.Role : getAtt(role.id, 'Arn'),
        StateMachineName: properties.Name,
        StateMachineType: properties.Type,
        LoggingConfiguration: properties.Logging,
        TracingConfiguration: properties.Tracing,
        Tags: marked(properties),
      }),
      attributes: source.attributes,
      dependsOn: source.dependsOn,
    }
    const published = machineAlias(source, context)
    const alias = given(properties.UseAliasAsEventTarget) ? published[1]?.id : undefined
    const events = machineEvents({ source, events: read, alias }, context)
    const made = [machine, ...(role === undefined ? [] : [role]), ...published, ...events]
    return propagated(made, properties)
  },
}

function marked({ Tags }: Properties): readonly Properties[] {
  return [...tagList({ 'stateMachine:createdBy': 'SAM' }), ...tagList(Tags)]
}

function definitionOf({ id, properties }: Source): Properties {
  const { Definition, DefinitionUri, DefinitionSubstitutions } = properties
  const own =
    given(DefinitionSubstitutions) && isRecord(DefinitionSubstitutions) ? DefinitionSubstitutions : {}
  if (given(Definition) && given(DefinitionUri))
    refuse(id, 'takes Definition or DefinitionUri, not both.', ['Properties', 'DefinitionUri'])
  if (given(DefinitionUri))
    return present({
      DefinitionSubstitutions: given(own) ? own : undefined,
      DefinitionS3Location: definitionAt(DefinitionUri, id, 'DefinitionUri'),
    })
  if (!given(Definition)) return refuse(id, 'needs Definition or DefinitionUri.', ['Properties'])
  const { definition, substitutions } = substituted(Definition)
  const all = { ...own, ...substitutions }
  return present({
    DefinitionSubstitutions: given(all) ? all : undefined,
    DefinitionString: definitionText(definition),
  })
}

function roleFor(source: Source, context: TransformContext): GeneratedResource {
  const { id, properties } = source
  const policies = given(properties.Policies) ? properties.Policies : []
  const traced = isRecord(properties.Tracing) && properties.Tracing.Enabled === true
  const list: readonly Value[] = isList(policies) ? policies : [policies]
  const role: RoleDraft = {
    id: `${id}Role`,
    trust: trust('states.amazonaws.com'),
    managed: [],
    inline: [],
    extra: present({
      Path: properties.RolePath,
      PermissionsBoundary: properties.PermissionsBoundary,
      Tags: marked(properties),
    }),
  }
  const all = traced ? [...list, tracingPolicy(context.partition)] : list
  grant(role, grantsOf(all, { id, roleId: role.id, partition: context.partition }))
  return madeRole(role, source.passed)
}
