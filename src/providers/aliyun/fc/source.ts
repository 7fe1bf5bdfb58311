import type { Source, Thing, Things } from '../../../model/source.ts'
import type { FunctionSpec, Route, Timer } from '../../../model/stack.ts'
import { isList, list, type Properties, record, text } from '../../../model/value.ts'

/** Functions of FC 3.0 and their triggers, in FC's own names: HTTP by routes, timers by schedule, the rest not at all. */
export const source: Source = {
  types: ['ALIYUN::FC3::Function', 'ALIYUN::FC3::Trigger'],
  read(things) {
    const triggers = things.ofType('ALIYUN::FC3::Trigger').flatMap(thing => triggerOf(thing, things))
    return {
      functions: things.ofType('ALIYUN::FC3::Function').map(specOf),
      routes: triggers.filter(({ type }) => type === 'http').flatMap(routesOf),
      timers: triggers.filter(({ type }) => type === 'timer').map(timerOf),
      unsupported: triggers
        .filter(({ type }) => type !== 'http' && type !== 'timer')
        .map(
          ({ name, type, functionId }) => `Trigger ${name} (${type}) of ${functionId} does not fire here.`,
        ),
    }
  },
}

function specOf({ id, properties, region, account, code }: Thing): FunctionSpec {
  const { initializer } = record(properties.instanceLifecycleConfig)
  const { handler, timeout } = record(initializer)
  const entries = Object.entries(record(properties.environmentVariables)).flatMap(([key, value]) => {
    const known = text(value)
    return known === undefined ? [] : [[key, known] as const]
  })
  return {
    id,
    name: text(properties.functionName) ?? id,
    provider: 'aliyun',
    runtime: text(properties.runtime) ?? '',
    handler: text(properties.handler) ?? '',
    environment: Object.fromEntries(entries),
    timeout: Number(text(properties.timeout) ?? 3),
    memory: Number(text(properties.memorySize) ?? 512),
    region,
    account,
    ...(code === undefined ? {} : { code }),
    ...(text(handler) === undefined
      ? {}
      : { initializer: { handler: text(handler) ?? '', timeout: Number(text(timeout) ?? 3) } }),
  }
}

interface Trigger {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly functionId: string
  /** FC's `triggerConfig`. */
  readonly config: Properties
  /** Where the template wants it served; everywhere when it does not say. */
  readonly routes: readonly Properties[]
}

function triggerOf({ id, properties }: Thing, { functionAt }: Things): readonly Trigger[] {
  const { functionName, triggerName, triggerType, triggerConfig, routes } = properties
  const functionId = functionAt(functionName)
  if (functionId === undefined) return []
  return [
    {
      id,
      name: text(triggerName) ?? id,
      type: text(triggerType) ?? '',
      functionId,
      config: record(triggerConfig),
      routes: list(routes).map(record),
    },
  ]
}

function routesOf({ functionId, config, routes }: Trigger): readonly Route[] {
  const common = { functionId, contract: 'fc', api: functionId }
  const methods = isList(config.methods) ? config.methods.map(method => text(method) ?? '') : ['ANY']
  if (routes.length === 0) return methods.map(method => ({ ...common, method, path: '$default' }))
  return routes.map(({ Method, Path }) => ({
    ...common,
    method: text(Method) ?? 'ANY',
    path: greedy(text(Path) ?? '/'),
  }))
}

/** API Gateway's `/*` and `[name]` in the local cloud's words. */
function greedy(path: string): string {
  return path.replace(/\/\*$/, '/{rest+}').replace(/\[([^\]]+)\]/g, '{$1}')
}

function timerOf({ id, name, functionId, config }: Trigger): Timer {
  return {
    id,
    functionId,
    schedule: text(config.cronExpression) ?? '',
    enabled: text(config.enable) !== 'false',
    event: time => ({
      triggerTime: time.toISOString(),
      triggerName: name,
      payload: text(config.payload) ?? '',
    }),
  }
}
