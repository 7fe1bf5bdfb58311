import { equal, isRecord, type Properties, put, type Value } from '../../../../model/value.ts'
import { given, ref } from '../calls.ts'
import { draftOf } from '../draft.ts'
import { refuse, refuseTemplate } from '../refusal.ts'
import type { GeneratedResource, Source, TransformContext, UsagePlans } from '../transform-context.ts'

/** Gives the record of shared usage plans that a run begins with. */
export function noUsagePlans(): UsagePlans {
  return {
    apis: [],
    stages: [],
    keys: [],
    conditions: [],
    unconditional: false,
    deletionPolicy: null,
    updateReplacePolicy: null,
  }
}

const fields = ['UsagePlanName', 'Description', 'Quota', 'Tags', 'Throttle']

/** Makes the usage plan of an API with its key: its own, or the one that several APIs share. */
export function usagePlan(
  source: Source,
  stage: GeneratedResource,
  context: TransformContext,
): readonly GeneratedResource[] {
  const auth = isRecord(source.properties.Auth) ? source.properties.Auth : {}
  if (auth.UsagePlan === undefined || auth.UsagePlan === null) return []
  const plan = check(source, auth.UsagePlan)
  if (plan.CreateUsagePlan === 'NONE') return []
  const settings = Object.fromEntries(
    fields.map(name => [name, plan[name] ?? null] as const).filter(([, value]) => given(value)),
  )
  return plan.CreateUsagePlan === 'SHARED'
    ? sharedPlan(source, { settings, stage }, context)
    : ownPlan(source, settings, stage)
}

function check({ id }: Source, written: Value): Properties {
  const path = ['Properties', 'Auth', 'UsagePlan']
  if (!isRecord(written)) return refuse(id, 'UsagePlan must be a map.', path)
  const unknown = Object.keys(written).find(key => !['CreateUsagePlan', ...fields].includes(key))
  if (unknown !== undefined) refuse(id, `UsagePlan has no property ${unknown}.`, [...path, unknown])
  const kind = written.CreateUsagePlan
  if (kind !== 'SHARED' && kind !== 'PER_API' && kind !== 'NONE')
    refuse(id, 'CreateUsagePlan must be PER_API, SHARED or NONE.', [...path, 'CreateUsagePlan'])
  return written
}

function ownPlan(
  { id, passed }: Source,
  settings: Properties,
  stage: GeneratedResource,
): readonly GeneratedResource[] {
  const stages = [{ ApiId: ref(id), Stage: ref(stage.id) }]
  const keys = [{ RestApiId: ref(id), StageName: ref(stage.id) }]
  return three({ prefix: id, plan: { ApiStages: stages, ...settings }, keys, apis: [id], attributes: passed })
}

function sharedPlan(
  source: Source,
  { settings, stage }: Planned,
  context: TransformContext,
): readonly GeneratedResource[] {
  const shared = context.usagePlans
  const { id } = source
  if (!shared.apis.includes(id)) shared.apis.push(id)
  addOnce(shared.stages, { ApiId: ref(id), Stage: ref(stage.id) })
  addOnce(shared.keys, { RestApiId: ref(id), StageName: ref(stage.id) })
  const attributes = sharedAttributes(source, context)
  const plan = { ApiStages: [...shared.stages], ...settings }
  return three({ prefix: 'Serverless', plan, keys: [...shared.keys], apis: [...shared.apis], attributes })
}

interface Planned {
  readonly settings: Properties
  readonly stage: GeneratedResource
}

interface Parts {
  readonly prefix: string
  readonly plan: Properties
  readonly keys: readonly Properties[]
  readonly apis: readonly string[]
  readonly attributes: Properties
}

function three({ prefix, plan, keys, apis, attributes }: Parts): readonly GeneratedResource[] {
  const [planId, keyId] = [`${prefix}UsagePlan`, `${prefix}ApiKey`]
  return [
    { id: planId, type: 'AWS::ApiGateway::UsagePlan', properties: plan, attributes, dependsOn: apis },
    {
      id: keyId,
      type: 'AWS::ApiGateway::ApiKey',
      properties: { Enabled: true, StageKeys: keys },
      attributes,
      dependsOn: [planId],
    },
    {
      id: `${prefix}UsagePlanKey`,
      type: 'AWS::ApiGateway::UsagePlanKey',
      properties: { KeyId: ref(keyId), KeyType: 'API_KEY', UsagePlanId: ref(planId) },
      attributes,
      dependsOn: [keyId],
    },
  ]
}

function addOnce(list: Properties[], item: Properties): void {
  if (!list.some(known => equal(known, item))) list.push(item)
}

const conditionName = 'SharedUsagePlanCondition'

/** What is shared is kept if any API is kept, and exists while any of them does. */
function sharedAttributes({ passed }: Source, context: TransformContext): Properties {
  const shared = context.usagePlans
  const { DeletionPolicy, UpdateReplacePolicy, Condition } = passed
  if (given(DeletionPolicy) && (!given(shared.deletionPolicy) || DeletionPolicy === 'Retain'))
    shared.deletionPolicy = DeletionPolicy
  if (given(UpdateReplacePolicy) && outlives(UpdateReplacePolicy, shared.updateReplacePolicy))
    shared.updateReplacePolicy = UpdateReplacePolicy
  noteCondition(Condition, context)
  return {
    ...(given(shared.deletionPolicy) ? { DeletionPolicy: shared.deletionPolicy } : {}),
    ...(given(shared.updateReplacePolicy) ? { UpdateReplacePolicy: shared.updateReplacePolicy } : {}),
    ...(shared.conditions.length > 0 && !shared.unconditional ? { Condition: conditionName } : {}),
  }
}

function outlives(policy: Value, held: Value): boolean {
  return !given(held) || policy === 'Retain' || (policy === 'Snapshot' && held === 'Delete')
}

function noteCondition(condition: Value | undefined, context: TransformContext): void {
  const shared = context.usagePlans
  if (shared.unconditional) return
  if (typeof condition !== 'string') {
    shared.unconditional = true
    delete context.conditions[conditionName]
    return
  }
  if (shared.conditions.includes(condition)) return
  if (Object.keys(context.conditions).length === 0)
    refuseTemplate('A resource has a Condition, and the template has no Conditions.')
  shared.conditions.push(condition)
  const [only] = shared.conditions
  const either = { 'Fn::Or': shared.conditions.map(Condition => ({ Condition })) }
  put(context.conditions, conditionName, shared.conditions.length === 1 ? (only ?? null) : draftOf(either))
}
