import type { Store } from '../../model/operation.ts'
import type { FunctionSpec, LocalApp, Route, Timer } from '../../model/stack.ts'
import type { Properties, Value } from '../../model/value.ts'
import { list, record } from '../../model/value.ts'
import { catchAll, corsRule, openApiRoutes } from './api-gateway/routes.ts'
import { restApiTable } from './api-gateway/wire-apis.ts'
import { httpApiTable } from './api-gateway-v2/wire.ts'
import { timerOf } from './events/timer.ts'
import { ruleTable } from './events/wire.ts'
import { functionSpec } from './lambda/function-spec.ts'
import { localId } from './lambda/wire-invoke.ts'
import { functionTable } from './lambda/wire-store.ts'
import { account } from './protocols/scope.ts'
import { keyedRoutes } from './template-app.ts'

/** Gives what of a deployed account the local cloud runs. */
export function app(store: Store): LocalApp {
  const functions = regional(store, functionTable)
  return {
    functions: functions.map(([region, found]) => specOf(region, found)),
    routes: [
      ...regional(store, restApiTable).flatMap(([, api]) => restRoutes(api)),
      ...regional(store, httpApiTable).flatMap(([, api]) => httpRoutes(api)),
      ...functions.flatMap(([region, found]) => urlRoutes(region, found)),
    ],
    timers: regional(store, ruleTable).flatMap(([region, rule]) => timersOf(region, rule)),
    unsupported: [],
  }
}

function regional(store: Store, table: string): readonly (readonly [string, Properties])[] {
  return store.list(table).map(([key, value]) => [key.split('|')[0] ?? '', record(value)] as const)
}

function specOf(region: string, found: Properties): FunctionSpec {
  const config = record(found.config)
  const name = String(config.FunctionName)
  const { concurrency } = found
  return functionSpec(config, {
    id: localId(region, name),
    name,
    world: { account, region },
    // Deployed code lies in the store under its hash.
    code: { property: [], stored: String(found.blob) },
    ...(concurrency === undefined ? {} : { concurrency: Number(concurrency) }),
  })
}

// arn:aws:lambda:REGION:ACCOUNT:function:NAME, alone or inside the address of an integration.
function functionIn(uri: Value): string | undefined {
  const [, region, name] = /:lambda:([\w-]+):\d*:function:([\w-]+)/.exec(String(uri)) ?? []
  return region === undefined || name === undefined ? undefined : localId(region, name)
}

function restRoutes(found: Properties): readonly Route[] {
  const api = String(record(found.shown).id)
  const deployments = record(found.deployments)
  return stagesOf(found).flatMap(item => {
    const stage = record(item)
    // A stage serves the API as it was when its deployment was made.
    const body = record(record(deployments[String(stage.deploymentId)]).body)
    const { routes } = openApiRoutes({
      body,
      api,
      kind: 'rest',
      stage: String(stage.stageName),
      functionOf: functionIn,
    })
    const variables = stage.variables
    return variables === undefined
      ? routes
      : routes.map(route => ({ ...route, settings: { ...route.settings, stageVariables: variables } }))
  })
}

// Deployments of SAM make a stage `Stage` beside the one that the template means, and nobody calls it.
function stagesOf(found: Properties): readonly Value[] {
  const stages = record(found.stages)
  const named = Object.keys(stages).filter(name => name !== 'Stage')
  return Object.values(stages).filter(stage => named.length === 0 || record(stage).stageName !== 'Stage')
}

function httpRoutes(found: Properties): readonly Route[] {
  const shown = record(found.shown)
  const api = String(shown.apiId)
  const body = record(found.body)
  const cors = corsRule(shown.corsConfiguration ?? body['x-amazon-apigateway-cors'])
  const own = cors === undefined ? {} : { cors }
  const described = openApiRoutes({ body, api, kind: 'http-api', functionOf: functionIn }).routes
  const stages = Object.keys(record(found.stages))
  return stages.flatMap(stage =>
    [...described, ...partRoutes(found, api)].map(route => ({ ...route, stage, ...own })),
  )
}

function partRoutes(found: Properties, api: string): readonly Route[] {
  return Object.values(record(found.routes)).flatMap(item => {
    const route = record(item)
    const id = String(route.target ?? '').replace('integrations/', '')
    const integration = record(record(found.integrations)[id])
    const functionId = functionIn(integration.integrationUri ?? null)
    if (functionId === undefined) return []
    const settings = { payloadFormatVersion: String(integration.payloadFormatVersion ?? '2.0') }
    return keyedRoutes(String(route.routeKey), { functionId, api }).map(made => ({
      ...made,
      settings: { ...made.settings, ...settings },
    }))
  })
}

function urlRoutes(region: string, found: Properties): readonly Route[] {
  const functionId = localId(region, String(record(found.config).FunctionName))
  return Object.values(record(found.urls)).map(item => {
    const { Cors, FunctionUrl } = record(item)
    const cors = corsRule(Cors)
    const own = cors === undefined ? {} : { cors }
    // The first word of the host tells the addresses of functions apart.
    const api = new URL(String(FunctionUrl)).hostname.replace(/\..*$/, '')
    return catchAll({ method: 'ANY', functionId, contract: 'function-url', api, ...own })
  })
}

function timersOf(region: string, rule: Properties): readonly Timer[] {
  if (rule.ScheduleExpression === undefined) return []
  return list(Object.values(record(rule.targets))).flatMap(item => {
    const target = record(item)
    const functionId = functionIn(target.Arn ?? null)
    const name = String(rule.Name)
    return functionId === undefined
      ? []
      : [timerOf({ name, rule, target, functionId, world: { account, region } })]
  })
}
