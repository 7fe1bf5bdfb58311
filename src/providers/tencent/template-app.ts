import type { Report } from '../../model/diagnostic.ts'
import type { World } from '../../model/dialect.ts'
import type { CodeSource, FunctionSpec, LocalApp, Resource, Stack, Timer } from '../../model/stack.ts'
import { callOf, isRecord, list, type Properties, record, text, type Value } from '../../model/value.ts'
import { type FunctionUrl, routesOf } from './contract/local-app.ts'
import { timerEvent } from './dialect/events/timer.ts'

/** Gives what the local cloud can run straight from a template. */
export function local(stack: Stack, world: World, _report: Report): LocalApp {
  const all = Object.values(stack.resources)
  const functions = functionResources(stack)
  const byName = new Map(functions.map(fn => [nameOf(fn), fn]))
  const triggers = all.flatMap(trigger => {
    const fn = trigger.type === 'TencentCloud::SCF::Trigger' ? functionOf(trigger, stack, byName) : undefined
    return fn === undefined || trigger.properties.Enable === 'CLOSE' ? [] : [{ trigger, fn }]
  })
  const ofType = (type: string) => triggers.filter(({ trigger }) => trigger.properties.Type === type)
  return {
    functions: functions.map(fn => specOf(fn, stack, world)),
    routes: routesOf(ofType('http').map(({ trigger, fn }) => urlOf(trigger, fn))),
    timers: ofType('timer').map(({ trigger, fn }) => timerOf(trigger, fn)),
    unsupported: [
      ...functions.flatMap(({ logicalId, properties }) =>
        properties.Type === 'HTTP'
          ? [`${logicalId} is a web function, which the local cloud does not run yet.`]
          : [],
      ),
      ...triggers.flatMap(({ trigger: { properties }, fn }) =>
        properties.Type === 'http' || properties.Type === 'timer'
          ? []
          : [`The ${text(properties.Type)} trigger of ${fn.logicalId} does not fire locally.`],
      ),
    ],
  }
}

/** Lists the functions of a stack as they run locally. */
export function functionsOf(stack: Stack, world: World): readonly FunctionSpec[] {
  return functionResources(stack).map(fn => specOf(fn, stack, world))
}

function functionResources({ resources }: Stack): readonly Resource[] {
  return Object.values(resources).filter(({ type }) => type === 'TencentCloud::SCF::Function')
}

function functionOf(
  { properties: { FunctionName } }: Resource,
  { resources }: Stack,
  byName: ReadonlyMap<string, Resource>,
): Resource | undefined {
  const id = callOf(FunctionName)?.argument
  const called = typeof id === 'string' ? resources[id] : undefined
  return called?.type === 'TencentCloud::SCF::Function' ? called : byName.get(text(FunctionName) ?? '')
}

function nameOf({ logicalId, properties }: Resource): string {
  return text(properties.FunctionName) ?? logicalId
}

function specOf(fn: Resource, stack: Stack, world: World): FunctionSpec {
  const { Runtime, Handler, Environment, Timeout, MemorySize } = fn.properties
  const variables = Object.entries(record(record(Environment).Variables))
  const code = codeOf(fn)
  return {
    id: fn.logicalId,
    name: nameOf(fn),
    provider: 'tencent',
    runtime: text(Runtime) ?? '',
    handler: text(Handler) ?? '',
    environment: Object.fromEntries(variables.map(([key, value]) => [key, plain(value, stack)])),
    timeout: Number(Timeout ?? 3),
    memory: Number(MemorySize ?? 128),
    region: world.region,
    account: world.account,
    ...(code === undefined ? {} : { code }),
  }
}

/** Gives a name for what exists only after a deploy: the one that the template gives, or the logical ID. */
function plain(value: Value, { resources }: Stack): string {
  const call = callOf(value)
  if (call === undefined) return text(value) ?? ''
  const id = text(call.name === 'Ref' ? call.argument : list(call.argument)[0]) ?? ''
  const { BucketName, RoleName, FunctionName } = resources[id]?.properties ?? {}
  return text(BucketName ?? RoleName ?? FunctionName) ?? id
}

function codeOf({ properties, metadata }: Resource): CodeSource | undefined {
  const { Code } = properties
  const property = ['Code']
  if (typeof Code === 'string')
    return { property, path: Code, ...(metadata.BuildMethod === undefined ? {} : { build: metadata }) }
  const { CosBucketName, CosObjectName } = record(Code)
  const [bucket, key] = [text(CosBucketName), text(CosObjectName)]
  return bucket === undefined || key === undefined ? undefined : { property, object: { bucket, key } }
}

function urlOf({ properties, metadata }: Resource, fn: Resource): FunctionUrl {
  return {
    functionId: fn.logicalId,
    name: nameOf(fn),
    written: list(metadata['Fnx::Routes']).filter(isRecord),
    description: record(properties.TriggerDesc),
  }
}

function timerOf({ logicalId, properties }: Resource, fn: Resource): Timer {
  const { TriggerName, TriggerDesc, CustomArgument }: Properties = properties
  return {
    id: logicalId,
    functionId: fn.logicalId,
    schedule: text(TriggerDesc) ?? '',
    enabled: true,
    event: time => timerEvent(text(TriggerName) ?? logicalId, text(CustomArgument) ?? '', time),
  }
}
