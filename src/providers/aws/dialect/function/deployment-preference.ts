import { isList, isRecord, type Properties, put, type Value } from '../../../../model/value.ts'
import { managedArn } from '../arn.ts'
import { branches, getAtt, given, isIntrinsic, isNoValue, present, ref, sub, tagList } from '../calls.ts'
import { combinedCondition } from '../conditions.ts'
import { trust } from '../iam.ts'
import { collected, refuse } from '../refusal.ts'
import { mapped, resolved } from '../resolve.ts'
import type { GeneratedResource, Preference, Source, TransformContext } from '../transform-context.ts'

const application = 'ServerlessDeploymentApplication'
const serviceRole = 'CodeDeployServiceRole'

/** Notes the preference of a function and gives the update policy of its alias, if it has one. */
export function notePreference(source: Source, context: TransformContext): Properties | undefined {
  const written = source.properties.DeploymentPreference
  if (!given(written) || !isRecord(written)) return undefined
  const preference = preferenceOf(source, written, context)
  context.preferences.set(source.id, preference)
  if (!preference.enabled) return undefined
  if (!given(source.properties.AutoPublishAlias))
    refuse(source.id, 'DeploymentPreference needs AutoPublishAlias.', ['Properties', 'DeploymentPreference'])
  const hooks = isRecord(preference.settings.Hooks) ? preference.settings.Hooks : {}
  return {
    CodeDeployLambdaAliasUpdate: present({
      ApplicationName: ref(application),
      DeploymentGroupName: ref(`${source.id}DeploymentGroup`),
      BeforeAllowTrafficHook: hooks.PreTraffic,
      AfterAllowTrafficHook: hooks.PostTraffic,
    }),
  }
}

/** Makes the application, role and groups of CodeDeploy once every function is known. */
export function deploymentResources(context: TransformContext): readonly GeneratedResource[] {
  const preferences = [...context.preferences.values()]
  const enabled = [...context.preferences].filter(([, preference]) => preference.enabled)
  if (enabled.length === 0) return []
  const shared = sharedAttributes(preferences, context)
  const tags = Object.assign({}, ...enabled.map(([, preference]) => preference.tags ?? {}))
  const marks = given(tags) ? { Tags: tagList(tags) } : {}
  const common: GeneratedResource = {
    id: application,
    type: 'AWS::CodeDeploy::Application',
    properties: { ComputePlatform: 'Lambda', ...marks },
    attributes: shared,
  }
  const skips = enabled.every(([, { settings }]) => given(settings.Role))
  const groups = collected(enabled, ([id, preference]) => group(id, preference))
  return [common, ...(skips ? [] : [role(context, shared, marks)]), ...groups]
}

function preferenceOf(source: Source, written: Properties, context: TransformContext): Preference {
  const known = (value: Value) => mapped(resolved(value, context.parameters), context.mappings)
  const enabled = known(written.Enabled === undefined ? true : written.Enabled)
  const through = passesCondition(
    source,
    known(Object.hasOwn(written, 'PassthroughCondition') ? (written.PassthroughCondition ?? null) : false),
  )
  if (!given(enabled) || enabled === 'false' || enabled === 'False') return { enabled: false, settings: {} }
  const path = ['Properties', 'DeploymentPreference']
  if (written.Type === undefined) refuse(source.id, 'DeploymentPreference needs a Type.', path)
  if (written.Hooks !== undefined && !isRecord(written.Hooks))
    refuse(source.id, 'Hooks must be a map.', [...path, 'Hooks'])
  const { Condition } = source.passed
  const { Tags, PropagateTags } = source.properties
  return {
    enabled: true,
    settings: { ...written, Type: known(written.Type ?? null) },
    condition: through && typeof Condition === 'string' ? Condition : undefined,
    tags: given(PropagateTags) && isRecord(Tags) && given(Tags) ? Tags : undefined,
  }
}

function passesCondition(source: Source, value: Value): boolean {
  if (value === true || value === 'true' || value === 'True') return true
  if (value === false || value === 'false' || value === 'False') return false
  const path = ['Properties', 'DeploymentPreference', 'PassthroughCondition']
  const reason = isIntrinsic(value)
    ? 'takes no call but Ref to a parameter and FindInMap'
    : 'is true or false'
  return refuse(source.id, `PassthroughCondition ${reason}.`, path)
}

/** What all functions share has a condition only where each of them has one. */
function sharedAttributes(preferences: readonly Preference[], context: TransformContext): Properties {
  if (preferences.some(({ enabled, condition }) => enabled && condition === undefined)) return {}
  const conditions = [...new Set(preferences.flatMap(({ condition }) => condition ?? []))]
  const [only] = conditions
  if (only === undefined) return {}
  if (conditions.length === 1) return { Condition: only }
  const name = 'ServerlessCodeDeployCondition'
  for (const [key, value] of combinedCondition(name, conditions)) put(context.conditions, key, value)
  return { Condition: name }
}

function role(context: TransformContext, attributes: Properties, tags: Properties): GeneratedResource {
  const limited = context.partition === 'aws-iso' || context.partition === 'aws-iso-b' ? 'Limited' : ''
  return {
    id: serviceRole,
    type: 'AWS::IAM::Role',
    properties: {
      AssumeRolePolicyDocument: trust('codedeploy.amazonaws.com'),
      ManagedPolicyArns: [managedArn(context.partition, `service-role/AWSCodeDeployRoleForLambda${limited}`)],
      ...tags,
    },
    attributes,
  }
}

function group(id: string, { settings, condition, tags }: Preference): GeneratedResource {
  return {
    id: `${id}DeploymentGroup`,
    type: 'AWS::CodeDeploy::DeploymentGroup',
    properties: present({
      AlarmConfiguration: alarms(id, settings.Alarms),
      ApplicationName: ref(application),
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
      DeploymentConfigName: configName(settings.Type ?? null),
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      ServiceRoleArn: given(settings.Role) ? settings.Role : getAtt(serviceRole, 'Arn'),
      TriggerConfigurations: given(settings.TriggerConfigurations)
        ? settings.TriggerConfigurations
        : undefined,
      Tags: tags === undefined ? undefined : tagList(tags),
    }),
    attributes: condition === undefined ? {} : { Condition: condition },
  }
}

function alarms(id: string, written: Value | undefined): Value | undefined {
  if (!given(written) || isNoValue(written)) return undefined
  const parts = branches(written)
  if (parts === undefined) return alarmList(id, written)
  const [condition, yes, no] = parts
  if (condition === undefined) return refuse(id, 'Fn::If takes three values.', alarmPath)
  return { 'Fn::If': [condition, alarmList(id, yes ?? null), alarmList(id, no ?? null)] }
}

const alarmPath = ['Properties', 'DeploymentPreference', 'Alarms']

function alarmList(id: string, written: Value): Value {
  if (!isList(written)) return refuse(id, 'Alarms must be a list.', alarmPath)
  if (written.length === 0 || isNoValue(written[0])) return {}
  return { Enabled: true, Alarms: written.map(Name => ({ Name })) }
}

const predefined = new Set([
  'Canary10Percent5Minutes',
  'Canary10Percent10Minutes',
  'Canary10Percent15Minutes',
  'Canary10Percent30Minutes',
  'Linear10PercentEvery1Minute',
  'Linear10PercentEvery2Minutes',
  'Linear10PercentEvery3Minutes',
  'Linear10PercentEvery10Minutes',
  'AllAtOnce',
])

function configName(value: Value, key?: string): Value {
  if (isList(value)) return value.map(item => configName(item))
  if (isRecord(value) && isIntrinsic(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, configName(item, name)]))
  if (typeof value !== 'string' || !predefined.has(value)) return value
  const named = sub('CodeDeployDefault.Lambda${ConfigName}', { ConfigName: value })
  return key === 'Fn::Sub' ? (named['Fn::Sub'] ?? null) : named
}
