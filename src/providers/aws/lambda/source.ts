import type { Source, Thing, Things } from '../../../model/source.ts'
import type { FunctionSpec, Route } from '../../../model/stack.ts'
import { list, record, text } from '../../../model/value.ts'
import { catchAll, corsRule } from '../contract/routes.ts'

/** Functions, and the addresses of their own. */
export const source: Source = {
  types: ['AWS::Lambda::Function', 'AWS::Lambda::Url'],
  read(things) {
    const functions = things.ofType('AWS::Lambda::Function').map(specOf)
    return {
      functions,
      routes: things.ofType('AWS::Lambda::Url').flatMap(url => routesOf(url, things)),
      unsupported: functions.flatMap(unrunnable),
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
    ...(concurrency === undefined ? {} : { concurrency: Number(concurrency) }),
  }
}

function unrunnable({ id, runtime }: FunctionSpec): readonly string[] {
  if (/^(nodejs|python)/.test(runtime)) return []
  return [`${id} has the runtime ${runtime || 'of a container image'}, which does not run locally`]
}

function routesOf({ id, properties }: Thing, { functionAt }: Things): readonly Route[] {
  const functionId = functionAt(properties.TargetFunctionArn)
  const cors = corsRule(properties.Cors)
  if (functionId === undefined) return []
  const own = cors === undefined ? {} : { cors }
  return [catchAll({ method: 'ANY', functionId, contract: 'function-url', api: id, ...own })]
}
