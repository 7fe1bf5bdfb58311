import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { onLambda } from './wire-service.ts'
import { configOf, functionName, functionOf, saveFunction } from './wire-store.ts'

/**
 * Lambda's calls on settings that a function or a qualifier has beside its configuration. They are kept and shown; none
 * changes how the local cloud runs a function.
 */
export const configs = [
  // https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionRecursionConfig.html
  onLambda(
    'PUT /2024-08-31/functions/{name}/recursion-config PutFunctionRecursionConfig',
    (call, { path, body }) => {
      const { RecursiveLoop = 'Terminate' } = body
      return {
        json: { RecursiveLoop: keep(call, path.name, { recursion: RecursiveLoop }).recursion ?? null },
      }
    },
  ),
  onLambda(
    'GET /2024-08-31/functions/{name}/recursion-config GetFunctionRecursionConfig',
    (call, { path }) => ({
      json: { RecursiveLoop: kept(call, path.name).recursion ?? 'Terminate' },
    }),
  ),
  // https://docs.aws.amazon.com/lambda/latest/api/API_PutRuntimeManagementConfig.html
  onLambda(
    'PUT /2021-07-20/functions/{name}/runtime-management-config PutRuntimeManagementConfig',
    (call, { path, query, body }) => {
      const name = `runtime ${query.get('Qualifier') ?? '$LATEST'}`
      return { json: { ...record(keep(call, path.name, { [name]: body })[name]), ...owner(call, path.name) } }
    },
  ),
  onLambda(
    'GET /2021-07-20/functions/{name}/runtime-management-config GetRuntimeManagementConfig',
    (call, { path, query }) => {
      const found = kept(call, path.name)[`runtime ${query.get('Qualifier') ?? '$LATEST'}`]
      return { json: { UpdateRuntimeOn: 'Auto', ...record(found), ...owner(call, path.name) } }
    },
  ),
  // https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionCodeSigningConfig.html
  onLambda(
    'PUT /2020-06-30/functions/{name}/code-signing-config PutFunctionCodeSigningConfig',
    (call, { path, body }) => {
      keep(call, path.name, { signing: body.CodeSigningConfigArn ?? '' })
      return { json: { ...signing(call, path.name) } }
    },
  ),
  onLambda(
    'GET /2020-06-30/functions/{name}/code-signing-config GetFunctionCodeSigningConfig',
    (call, { path }) => ({
      json: signing(call, path.name),
    }),
  ),
  onLambda(
    'DELETE /2020-06-30/functions/{name}/code-signing-config DeleteFunctionCodeSigningConfig',
    (call, { path }) => {
      keep(call, path.name, { signing: null })
      return { status: 204 }
    },
  ),
  // https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionScalingConfig.html
  onLambda(
    'PUT /2025-11-30/functions/{name}/function-scaling-config PutFunctionScalingConfig',
    (call, { path, query, body }) => {
      keep(call, path.name, { [`scaling ${qualifier(query)}`]: body.FunctionScalingConfig ?? null })
      return { status: 202, json: { FunctionState: 'Active' } }
    },
  ),
  onLambda(
    'GET /2025-11-30/functions/{name}/function-scaling-config GetFunctionScalingConfig',
    (call, { path, query }) => {
      const found = kept(call, path.name)[`scaling ${qualifier(query)}`]
      const both =
        found === undefined
          ? {}
          : { AppliedFunctionScalingConfig: found, RequestedFunctionScalingConfig: found }
      return { json: { ...owner(call, path.name), ...both } }
    },
  ),
  // https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
  onLambda(
    'PUT /2019-09-25/functions/{name}/event-invoke-config PutFunctionEventInvokeConfig',
    (call, { path, query, body }) => {
      const made = { ...body, LastModified: call.now.getTime() / 1000 }
      keep(call, path.name, { [`invoke ${qualifier(query)}`]: made })
      return { json: asked(call, path.name, { made, query }) }
    },
  ),
  onLambda(
    'GET /2019-09-25/functions/{name}/event-invoke-config GetFunctionEventInvokeConfig',
    (call, { path, query }) => {
      const made = kept(call, path.name)[`invoke ${qualifier(query)}`]
      if (made === undefined)
        throw fault(
          404,
          'ResourceNotFoundException',
          `The function ${String(path.name)} doesn't have an EventInvokeConfig`,
          { Type: 'User' },
        )
      return { json: asked(call, path.name, { made: record(made), query }) }
    },
  ),
  onLambda(
    'DELETE /2019-09-25/functions/{name}/event-invoke-config DeleteFunctionEventInvokeConfig',
    (call, { path, query }) => {
      keep(call, path.name, { [`invoke ${qualifier(query)}`]: null })
      return { status: 204 }
    },
  ),
  // https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html
  onLambda(
    'PUT /2019-09-30/functions/{name}/provisioned-concurrency PutProvisionedConcurrencyConfig',
    (call, { path, query, body }) => {
      const wanted = body.ProvisionedConcurrentExecutions ?? 0
      keep(call, path.name, { [`provisioned ${qualifier(query)}`]: wanted })
      return { status: 202, json: provisioned(wanted) }
    },
  ),
  onLambda(
    'GET /2019-09-30/functions/{name}/provisioned-concurrency GetProvisionedConcurrencyConfig',
    (call, { path, query }) => {
      const found = kept(call, path.name)[`provisioned ${qualifier(query)}`] ?? null
      if (found === null)
        throw fault(
          404,
          'ProvisionedConcurrencyConfigNotFoundException',
          'No Provisioned Concurrency Config found for this function',
        )
      return { json: provisioned(found) }
    },
  ),
  onLambda(
    'DELETE /2019-09-30/functions/{name}/provisioned-concurrency DeleteProvisionedConcurrencyConfig',
    (call, { path, query }) => {
      keep(call, path.name, { [`provisioned ${qualifier(query)}`]: null })
      return { status: 204 }
    },
  ),
]

function asked(
  call: WireCall,
  name: string | undefined,
  { made, query }: { readonly made: Properties; readonly query: URLSearchParams },
): Properties {
  const { FunctionArn = '' } = owner(call, name)
  const named = [String(FunctionArn), qualifier(query) || '$LATEST'].join(':')
  return { DestinationConfig: { OnSuccess: {}, OnFailure: {} }, ...made, FunctionArn: named }
}

function kept(call: WireCall, name = ''): Properties {
  return record(functionOf(call, name).configs)
}

function keep(call: WireCall, name = '', change: Properties): Properties {
  const configs = { ...kept(call, name), ...change }
  const left = Object.fromEntries(Object.entries(configs).filter(([, value]) => value !== null))
  saveFunction(call, { ...functionOf(call, name), configs: left })
  return left
}

function qualifier(query: URLSearchParams): string {
  return query.get('Qualifier') ?? ''
}

function owner(call: WireCall, name = ''): Properties {
  const { FunctionArn = '' } = configOf(functionOf(call, name))
  return { FunctionArn }
}

function signing(call: WireCall, name = ''): Properties {
  const { signing: arn } = kept(call, name)
  return {
    FunctionName: functionName(name).name,
    ...(arn === undefined ? {} : { CodeSigningConfigArn: arn }),
  }
}

function provisioned(executions: Value): Properties {
  return {
    RequestedProvisionedConcurrentExecutions: executions,
    AvailableProvisionedConcurrentExecutions: executions,
    AllocatedProvisionedConcurrentExecutions: executions,
    Status: 'READY',
  }
}
