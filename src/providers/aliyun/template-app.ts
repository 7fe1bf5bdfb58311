import type { World } from '../../model/dialect.ts'
import type { CodeSource, FunctionSpec, LocalApp, Resource, Stack } from '../../model/stack.ts'
import {
  callOf,
  holdsCall,
  isList,
  isRecord,
  list,
  type Properties,
  record,
  text,
  type Value,
} from '../../model/value.ts'
import { type LocalTrigger, maps, runnable, specOf } from './fc/local-triggers.ts'
import { camel, camelDeep } from './kit/camel.ts'

/** Says what of a stack the local cloud can run straight from the template. */
export function local(stack: Stack, world: World): LocalApp {
  const resources = Object.values(stack.resources)
  const functions = functionsOf(stack, world)
  const byId = new Map(functions.map(spec => [spec.id, spec]))
  const byName = new Map(functions.map(spec => [spec.name, spec]))
  const triggers = resources
    .filter(({ type }) => type === 'ALIYUN::FC3::Trigger')
    .flatMap(resource => {
      const { FunctionName = '' } = resource.properties
      const called = text(callOf(FunctionName)?.argument)
      const target = called === undefined ? byName.get(text(FunctionName) ?? '') : byId.get(called)
      return target === undefined ? [] : [triggerOf(resource, target)]
    })
  return { functions, ...runnable(triggers) }
}

/** Lists the functions of a stack as they run locally. */
export function functionsOf(stack: Stack, world: World): readonly FunctionSpec[] {
  return Object.values(stack.resources)
    .filter(({ type }) => type === 'ALIYUN::FC3::Function')
    .map(resource => functionOf(resource, world))
}

function functionOf({ logicalId, properties, metadata }: Resource, world: World): FunctionSpec {
  const live: Record<string, Value> = {}
  for (const [key, value] of Object.entries(properties))
    live[camel(key)] = key === 'EnvironmentVariables' ? value : camelDeep(value)
  const code = codeOf(properties.Code, metadata)
  return {
    ...specOf(live),
    id: logicalId,
    name: text(properties.FunctionName) ?? logicalId,
    region: world.region,
    account: world.account,
    ...(code === undefined ? {} : { code }),
  }
}

function codeOf(code: Value | undefined, metadata: Properties): CodeSource | undefined {
  const build = metadata.BuildMethod === undefined ? {} : { build: metadata }
  if (typeof code === 'string') return { property: ['Code'], path: code, ...build }
  if (!isRecord(code)) return undefined
  const { SourceCode } = code
  if (typeof SourceCode === 'string') return { property: ['Code'], inline: SourceCode }
  if (SourceCode !== undefined && holdsCall(SourceCode))
    return { property: ['Code'], inline: namesIn(SourceCode), late: SourceCode }
  const bucket = text(code.OssBucketName)
  const key = text(code.OssObjectName)
  return bucket === undefined || key === undefined
    ? undefined
    : { property: ['Code'], object: { bucket, key } }
}

/** A run from the template has names where a deployed function has what they stand for. */
function namesIn(value: Value): string {
  const call = callOf(value)
  const [template] = isList(call?.argument) ? call.argument : [call?.argument]
  if (call?.name === 'Fn::Join')
    return list(list(call.argument)[1])
      .map(part => text(part) ?? namesIn(part))
      .join(String(template))
  return String(template ?? '').replace(/\$\{([^!}][^}]*)\}/g, '$1')
}

function triggerOf({ logicalId, properties, metadata }: Resource, target: FunctionSpec): LocalTrigger {
  const { TriggerName, TriggerType, TriggerConfig } = properties
  return {
    id: logicalId,
    name: text(TriggerName) ?? logicalId,
    type: text(TriggerType) ?? '',
    functionId: target.id,
    config: record(TriggerConfig),
    routes: maps(metadata['Fnx::Routes']),
  }
}
