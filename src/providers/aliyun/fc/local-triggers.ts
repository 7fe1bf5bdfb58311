import type { LocalApp, Route, Timer } from '../../../model/stack.ts'
import { isList, list, type Properties, record, text } from '../../../model/value.ts'

/** A trigger as the local cloud sees it, from a template or deployed. */
export interface LocalTrigger {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly functionId: string
  /** FC's `triggerConfig`. */
  readonly config: Properties
  /** Where the template wants it served; everywhere when it does not say. */
  readonly routes: readonly Properties[]
}

/** Says how triggers are run locally: HTTP by routes, timers by schedule, and the rest not at all. */
export function runnable(triggers: readonly LocalTrigger[]): Omit<LocalApp, 'functions'> {
  return {
    routes: triggers.filter(({ type }) => type === 'http').flatMap(routesOf),
    timers: triggers.filter(({ type }) => type === 'timer').map(timerOf),
    unsupported: triggers
      .filter(({ type }) => type !== 'http' && type !== 'timer')
      .map(({ name, type, functionId }) => `Trigger ${name} (${type}) of ${functionId} does not fire here.`),
  }
}

function routesOf({ functionId, config, routes }: LocalTrigger): readonly Route[] {
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

function timerOf({ id, name, functionId, config }: LocalTrigger): Timer {
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

/** Gives the settings of a function that the local cloud runs, from FC's own names. */
export function specOf(live: Properties) {
  const { initializer } = record(live.instanceLifecycleConfig)
  const { handler, timeout } = record(initializer)
  const entries = Object.entries(record(live.environmentVariables)).flatMap(([key, value]) => {
    const known = text(value)
    return known === undefined ? [] : [[key, known] as const]
  })
  return {
    provider: 'aliyun',
    runtime: text(live.runtime) ?? '',
    handler: text(live.handler) ?? '',
    environment: Object.fromEntries(entries),
    timeout: Number(text(live.timeout) ?? 3),
    memory: Number(text(live.memorySize) ?? 512),
    ...(text(handler) === undefined
      ? {}
      : { initializer: { handler: text(handler) ?? '', timeout: Number(text(timeout) ?? 3) } }),
  }
}

/** Lists the maps in a list. */
export function maps(value: Parameters<typeof list>[0]): readonly Properties[] {
  return list(value).map(item => record(item))
}
