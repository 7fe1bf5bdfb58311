import type { World } from '../../model/dialect.ts'
import type { CodeSource, FunctionSpec, LocalApp, Resource, Route, Stack, Timer } from '../../model/stack.ts'
import type { Properties, Value } from '../../model/value.ts'
import { holdsCall, list, member, record, references, text } from '../../model/value.ts'
import { catchAll, corsRule, openApiRoutes } from './api-gateway/routes.ts'
import { timerOf } from './events/timer.ts'
import { localValue, nameOf } from './kit/known-text.ts'
import { functionSpec } from './lambda/function-spec.ts'

/** Gives what of a stack the local cloud can run without deploying it. */
export function local(stack: Stack, world: World): LocalApp {
  const resources = Object.values(stack.resources)
  const ofType = (type: string): readonly Resource[] => resources.filter(resource => resource.type === type)
  const functions = functionsOf(stack, world)
  const apis = [
    ...ofType('AWS::ApiGateway::RestApi').map(api => restRoutes(api, stack)),
    ...ofType('AWS::ApiGatewayV2::Api').map(api => httpRoutes(api, stack)),
  ]
  return {
    functions,
    routes: [
      ...apis.flatMap(api => api.routes),
      ...ofType('AWS::Lambda::Url').flatMap(url => urlRoutes(url, stack)),
    ],
    timers: [
      ...ofType('AWS::Events::Rule').flatMap(rule => ruleTimers(rule, stack, world)),
      ...ofType('AWS::Scheduler::Schedule').flatMap(schedule => scheduleTimers(schedule, stack, world)),
    ],
    unsupported: [...apis.flatMap(api => api.unsupported), ...unrunnable(functions)],
  }
}

/** Lists the functions of a stack as they run locally. */
export function functionsOf(stack: Stack, world: World): readonly FunctionSpec[] {
  return Object.values(stack.resources)
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(resource => specOf(resource, stack, world))
}

function unrunnable(functions: readonly FunctionSpec[]): readonly string[] {
  return functions
    .filter(({ runtime }) => !/^(nodejs|python)/.test(runtime))
    .map(
      ({ id, runtime }) =>
        `${id} has the runtime ${runtime || 'of a container image'}, which does not run locally`,
    )
}

function specOf(resource: Resource, stack: Stack, world: World): FunctionSpec {
  const { logicalId, properties } = resource
  const settings = record(localValue(pick(properties, settingNames), stack, world))
  const code = codeOf(resource, value => localValue(value, stack, world))
  const concurrency = settings.ReservedConcurrentExecutions
  return functionSpec(settings, {
    id: logicalId,
    name: nameOf(logicalId, { stack, world }),
    world,
    ...(code === undefined ? {} : { code }),
    ...(concurrency === undefined ? {} : { concurrency: Number(concurrency) }),
  })
}

/** What of a function a local run looks at. */
const settingNames = [
  'Runtime',
  'Handler',
  'Environment',
  'Timeout',
  'MemorySize',
  'Architectures',
  'ReservedConcurrentExecutions',
]

function pick(properties: Properties, names: readonly string[]): Properties {
  const entries = names.flatMap(name => {
    const value = member(properties, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

function codeOf(
  { properties, metadata }: Resource,
  localText: (value: Value) => Value,
): CodeSource | undefined {
  const { Code } = properties
  const build = metadata.BuildMethod === undefined ? {} : { build: metadata }
  if (typeof Code === 'string') return { property: ['Code'], path: Code, ...build }
  const { ZipFile, S3Bucket, S3Key } = record(Code)
  if (typeof ZipFile === 'string') return { property: ['Code'], inline: ZipFile }
  if (ZipFile !== undefined && holdsCall(ZipFile))
    return { property: ['Code'], inline: text(localText(ZipFile)) ?? '', late: ZipFile }
  const [bucket, key] = [text(S3Bucket), text(S3Key)]
  return bucket === undefined || key === undefined
    ? undefined
    : { property: ['Code'], object: { bucket, key } }
}

// An integration names its function inside an address that is put together by calls: the mention is what counts.
function functionIn(value: Value, stack: Stack, seen = 0): string | undefined {
  const ids = references(value).map(reference => reference.logicalId)
  const direct = ids.find(id => stack.resources[id]?.type === 'AWS::Lambda::Function')
  if (direct !== undefined || seen > 3) return direct ?? byName(value, stack)
  const indirect = ids
    .map(id => stack.resources[id])
    .find(resource => /^AWS::Lambda::(Alias|Version)$/.test(resource?.type ?? ''))
  return indirect === undefined
    ? byName(value, stack)
    : functionIn(indirect.properties.FunctionName ?? null, stack, seen + 1)
}

function byName(value: Value, stack: Stack): string | undefined {
  const written = /function:([\w-]+)/.exec(JSON.stringify(value))?.[1] ?? value
  return Object.values(stack.resources).find(
    ({ type, properties }) => type === 'AWS::Lambda::Function' && properties.FunctionName === written,
  )?.logicalId
}

function restRoutes({ logicalId, properties }: Resource, stack: Stack) {
  const stage = Object.values(stack.resources).find(
    ({ type, properties: own }) => type === 'AWS::ApiGateway::Stage' && mentions(own.RestApiId, logicalId),
  )
  const name = text(stage?.properties.StageName)
  return openApiRoutes({
    body: record(properties.Body),
    api: logicalId,
    kind: 'rest',
    ...(name === undefined ? {} : { stage: name }),
    functionOf: uri => functionIn(uri, stack),
  })
}

function mentions(value: Value | undefined, logicalId: string): boolean {
  return references(value ?? null).some(reference => reference.logicalId === logicalId)
}

function httpRoutes({ logicalId, properties }: Resource, stack: Stack) {
  const body = record(properties.Body)
  const cors = corsRule(properties.CorsConfiguration ?? body['x-amazon-apigateway-cors'])
  const own = cors === undefined ? {} : { cors }
  const functionOf = (uri: Value): string | undefined => functionIn(uri, stack)
  const described = openApiRoutes({ body, api: logicalId, kind: 'http-api', ...own, functionOf })
  const single = partRoutes(logicalId, stack).map(route => ({ ...route, ...own }))
  const target = properties.Target === undefined ? undefined : functionOf(properties.Target)
  const quick =
    target === undefined
      ? []
      : [catchAll({ method: 'ANY', functionId: target, contract: 'http-api', api: logicalId, ...own })]
  return { ...described, routes: [...described.routes, ...single, ...quick] }
}

// Routes that stand as resources of their own.
function partRoutes(api: string, stack: Stack): readonly Route[] {
  const routes = Object.values(stack.resources).filter(
    ({ type, properties }) => type === 'AWS::ApiGatewayV2::Route' && mentions(properties.ApiId, api),
  )
  return routes.flatMap(({ properties }) => {
    const integration = references(properties.Target ?? null)
      .map(({ logicalId }) => stack.resources[logicalId])
      .find(resource => resource?.type === 'AWS::ApiGatewayV2::Integration')
    const uri = integration?.properties.IntegrationUri
    const functionId = uri === undefined ? undefined : functionIn(uri, stack)
    return functionId === undefined ? [] : keyedRoutes(String(properties.RouteKey), { functionId, api })
  })
}

/** Makes the routes of a route key: `GET /a/{id}` or `$default`. */
export function keyedRoutes(
  key: string,
  own: { readonly functionId: string; readonly api: string },
): readonly Route[] {
  const [method = 'ANY', path = '/'] = key.split(' ')
  if (key === '$default') return [catchAll({ method: 'ANY', contract: 'http-api', ...own })]
  return [{ method, path, contract: 'http-api', ...own }]
}

function urlRoutes({ logicalId, properties }: Resource, stack: Stack): readonly Route[] {
  const functionId = functionIn(properties.TargetFunctionArn ?? null, stack)
  const cors = corsRule(properties.Cors)
  if (functionId === undefined) return []
  const own = cors === undefined ? {} : { cors }
  return [catchAll({ method: 'ANY', functionId, contract: 'function-url', api: logicalId, ...own })]
}

function ruleTimers({ logicalId, properties }: Resource, stack: Stack, world: World): readonly Timer[] {
  if (properties.ScheduleExpression === undefined) return []
  return list(properties.Targets).flatMap(item => {
    const target = record(item)
    const functionId = functionIn(target.Arn ?? null, stack)
    const rule = record(localValue(properties, stack, world))
    return functionId === undefined ? [] : [timerOf({ name: logicalId, rule, target, functionId, world })]
  })
}

function scheduleTimers({ logicalId, properties }: Resource, stack: Stack, world: World): readonly Timer[] {
  const target = record(properties.Target)
  const functionId = functionIn(target.Arn ?? null, stack)
  return functionId === undefined
    ? []
    : [timerOf({ name: logicalId, rule: properties, target, functionId, world })]
}
