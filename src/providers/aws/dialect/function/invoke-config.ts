import { isRecord, type Properties, put, type Value } from '../../../../model/value.ts'
import { branches, getAtt, given, isNoValue, present, ref, when } from '../calls.ts'
import { sendTo } from '../iam.ts'
import { hashed } from '../logical-id.ts'
import { refuse } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'

/** What `EventInvokeConfig` makes, and the policies that the function's role needs for it. */
export interface InvokeConfig {
  readonly made: readonly GeneratedResource[]
  readonly policies: readonly Properties[]
}

interface Destination {
  readonly arn: Value
  readonly made?: GeneratedResource
  readonly policy?: Properties | undefined
}

/** Makes the settings of asynchronous calls, and the queues or topics that they ask for. */
export function invokeConfig(
  source: Source,
  alias: GeneratedResource | undefined,
  context: TransformContext,
): InvokeConfig {
  const config = record(resolved(source.properties.EventInvokeConfig ?? {}, context.parameters))
  const id = `${source.id}EventInvokeConfig`
  const found: [string, Destination][] = []
  if (given(config.DestinationConfig)) {
    const destinations = expectMap(config.DestinationConfig, source.id, ['DestinationConfig'])
    for (const name of ['OnSuccess', 'OnFailure']) {
      const written = destinations[name]
      if (written === undefined || written === null) continue
      const settings = expectMap(written, source.id, ['DestinationConfig', name])
      found.push([name, destination(source, settings, { id: id + name, configId: id, context })])
    }
  }
  const main: GeneratedResource = {
    id,
    type: 'AWS::Lambda::EventInvokeConfig',
    properties: present({
      DestinationConfig: Object.fromEntries(found.map(([name, { arn }]) => [name, { Destination: arn }])),
      FunctionName: ref(source.id),
      MaximumEventAgeInSeconds: config.MaximumEventAgeInSeconds,
      MaximumRetryAttempts: config.MaximumRetryAttempts,
      Qualifier: alias === undefined ? '$LATEST' : (alias.properties.Name ?? null),
    }),
    attributes: source.attributes,
    dependsOn: alias === undefined ? undefined : [alias.id],
  }
  return {
    made: [...found.flatMap(([, { made }]) => made ?? []), main],
    policies: found.flatMap(([, { policy }]) => (policy === undefined ? [] : [policy])),
  }
}

interface Naming {
  readonly id: string
  readonly configId: string
  readonly context: TransformContext
}

function destination(source: Source, settings: Properties, { id, configId, context }: Naming): Destination {
  const kind = settings.Type
  if (typeof kind !== 'string' || !kinds.includes(kind))
    return refuse(source.id, `the Type of a destination must be one of ${kinds.join(', ')}.`, place)
  const written = settings.Destination ?? null
  const condition = conditionOf(written, configId, context)
  if (written !== null && condition === undefined) return { arn: written, policy: sendTo(kind, written, id) }
  if (kind !== 'SQS' && kind !== 'SNS')
    return refuse(source.id, 'a Destination is needed unless its Type is SQS or SNS.', place)
  const made = madeDestination(kind, id, source)
  const own = kind === 'SQS' ? getAtt(made.id, 'Arn') : ref(made.id)
  const arn = condition === undefined ? own : when(condition.name, own, condition.other)
  const combined = both(source, condition?.name, context)
  const attributes = combined === undefined ? {} : { Condition: combined }
  return {
    arn,
    made: { ...made, attributes: { ...source.passed, ...attributes } },
    policy: sendTo(kind, arn, id),
  }
}

const kinds = ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket']
const place = ['Properties', 'EventInvokeConfig', 'DestinationConfig']

function madeDestination(kind: 'SQS' | 'SNS', id: string, source: Source): GeneratedResource {
  const [suffix, type] = kind === 'SQS' ? ['Queue', 'AWS::SQS::Queue'] : ['Topic', 'AWS::SNS::Topic']
  return { id: id + suffix, type, properties: {}, attributes: source.passed }
}

/** When one branch of `Fn::If` names no destination, one is made for that case alone. */
function conditionOf(
  written: Value,
  configId: string,
  context: TransformContext,
): { readonly name: string; readonly other: Value } | undefined {
  const parts = branches(written)
  if (parts === undefined) return undefined
  const [condition, yes, no] = parts
  if (typeof condition !== 'string' || yes === undefined || no === undefined)
    return refuse(
      configId.replace(/EventInvokeConfig$/, ''),
      `the Fn::If of a Destination (${configId}) takes three values.`,
      place,
    )
  if (isNoValue(yes) && isNoValue(no)) return undefined
  if (isNoValue(yes)) return { name: condition, other: no }
  if (!isNoValue(no)) return undefined
  const name = hashed(`NOT${condition}`, configId)
  put(context.conditions, name, { 'Fn::Not': [{ Condition: condition }] })
  return { name, other: yes }
}

function both(source: Source, condition: string | undefined, context: TransformContext): string | undefined {
  const outer = source.passed.Condition
  if (typeof outer !== 'string') return condition
  if (condition === undefined) return outer
  const name = hashed(`${outer}AND${condition}`, source.id)
  // the service wraps each condition twice; CloudFormation reads it all the same
  const wrap = (one: string) => ({ Condition: { Condition: one } })
  put(context.conditions, name, { 'Fn::And': [wrap(outer), wrap(condition)] })
  return name
}

function record(value: Value): Properties {
  return isRecord(value) ? value : {}
}

function expectMap(value: Value, id: string, path: readonly string[]): Properties {
  if (isRecord(value)) return value
  return refuse(id, `${path.join('.')} must be a map.`, ['Properties', 'EventInvokeConfig', ...path])
}
