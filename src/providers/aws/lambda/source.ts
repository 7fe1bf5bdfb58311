import type { Source, Thing, Things } from '../../../model/source.ts'
import type { FunctionSpec, Route, UsedLayer } from '../../../model/stack.ts'
import { list, record, text, type Value } from '../../../model/value.ts'
import { languageOf } from '../contract/languages.ts'
import { mayCall } from '../contract/permission.ts'
import { catchAll, corsRule } from '../contract/routes.ts'

/** Functions, and the addresses of their own. */
export const source: Source = {
  types: ['AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Function', 'AWS::Lambda::Url'],
  read(things) {
    const functions = things.ofType('AWS::Lambda::Function').map(specOf)
    return {
      functions,
      routes: things.ofType('AWS::Lambda::Url').flatMap(url => routesOf(url, things)),
      unsupported: [
        ...functions.flatMap(unrunnable),
        ...things.ofType('AWS::Lambda::EventSourceMapping').map(unread),
      ],
    }
  },
}

function specOf({ id, properties, region, account, code }: Thing): FunctionSpec {
  const [architecture] = list(properties.Architectures)
  const concurrency = properties.ReservedConcurrentExecutions
  const variables = record(record(properties.Environment).Variables)
  return {
    id,
    name: text(properties.FunctionName) ?? id,
    provider: 'aws',
    runtime: String(properties.Runtime ?? ''),
    handler: String(properties.Handler ?? ''),
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)])),
    timeout: Number(properties.Timeout ?? 3),
    memory: Number(properties.MemorySize ?? 128),
    region,
    account,
    ...(architecture === 'arm64' || architecture === 'x86_64' ? { architecture } : {}),
    ...(code === undefined ? {} : { code }),
    ...(list(properties.Layers).length === 0 ? {} : { layers: list(properties.Layers).map(usedLayer) }),
    ...(concurrency === undefined ? {} : { concurrency: Number(concurrency) }),
  }
}

function usedLayer(layer: Value): UsedLayer {
  const { Arn = layer, stored } = record(layer)
  return { name: String(Arn), ...(stored === undefined ? {} : { stored: String(stored) }) }
}

function unrunnable({ id, runtime }: FunctionSpec): readonly string[] {
  if (languageOf(runtime) !== undefined) return []
  return [`${id} has the runtime ${runtime || 'of a container image'}, which does not run locally`]
}

function unread({ properties }: Thing): string {
  const { EventSourceArn, FunctionName, Topics } = properties
  const from = text(EventSourceArn) ?? list(Topics).map(String).join(', ')
  return `${text(FunctionName) ?? ''} is not called for what is in ${from}, which nothing reads locally`
}

function routesOf({ id, properties }: Thing, things: Things): readonly Route[] {
  const functionId = things.functionAt(properties.TargetFunctionArn)
  const cors = corsRule(properties.Cors)
  if (functionId === undefined) return []
  const callable = properties.AuthType !== 'NONE' || isPublic(things, properties.TargetFunctionArn)
  const own = { ...(cors === undefined ? {} : { cors }), ...(callable ? {} : { refused: true }) }
  return [catchAll({ method: 'ANY', functionId, contract: 'function-url', api: id, ...own })]
}

/** Anybody needs two permissions to call an address (https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html). */
function isPublic(things: Things, target: Value | undefined): boolean {
  const facts = { 'lambda:functionurlauthtype': ['NONE'], 'lambda:invokedviafunctionurl': ['true'] }
  return ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'].every(action =>
    mayCall(things, target, { action, principal: '*', facts }),
  )
}
