import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import type { RestInput } from '../protocols/rest.ts'
import { gatewayAddress } from '../protocols/scope.ts'
import { onLambda } from './wire-service.ts'
import { configOf, conflict, functionName, functionOf, saveFunction } from './wire-store.ts'

/** Lambda's calls on who may call a function, and on its own address. */
export const functionAccess = [
  onLambda('POST /2015-03-31/functions/{name}/policy AddPermission', (call, input) => {
    const { found, qualifier, known } = policyOf(call, input)
    const Sid = String(input.body.StatementId)
    if (known.some(item => record(item).Sid === Sid))
      throw conflict(
        `The statement id (${Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      )
    const statement = statementOf(found, qualifier, input.body)
    savePolicy(call, found, { qualifier, statements: [...known, statement] })
    return { status: 201, json: { Statement: JSON.stringify(statement) } }
  }),
  onLambda('GET /2015-03-31/functions/{name}/policy GetPolicy', (call, input) => {
    const { found, known } = policyOf(call, input)
    if (known.length === 0) throw noPolicy()
    const policy = { Version: '2012-10-17', Id: 'default', Statement: known }
    return { json: { Policy: JSON.stringify(policy), RevisionId: configOf(found).RevisionId ?? null } }
  }),
  onLambda('DELETE /2015-03-31/functions/{name}/policy/{sid} RemovePermission', (call, input) => {
    const { found, qualifier, known } = policyOf(call, input)
    const kept = known.filter(item => record(item).Sid !== input.path.sid)
    if (kept.length === known.length)
      throw fault(
        404,
        'ResourceNotFoundException',
        `Statement ${input.path.sid} is not found in resource policy.`,
      )
    savePolicy(call, found, { qualifier, statements: kept })
    return { status: 204 }
  }),
  onLambda('POST /2021-10-31/functions/{name}/url CreateFunctionUrlConfig', (call, input) => {
    const { path, body } = input
    const found = functionOf(call, path.name ?? '')
    const qualifier = qualifierOf(input)
    if (record(found.urls)[qualifier] !== undefined)
      throw conflict(
        `Failed to create function url config for [functionArn = ${String(configOf(found).FunctionArn)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
      )
    const made = {
      FunctionUrl: `${gatewayAddress(call, `url${call.id().slice(0, 8)}`)}/`,
      FunctionArn: [String(configOf(found).FunctionArn), qualifier].filter(Boolean).join(':'),
      CreationTime: call.now.toISOString(),
      LastModifiedTime: call.now.toISOString(),
      InvokeMode: 'BUFFERED',
      ...body,
    }
    saveFunction(call, { ...found, urls: { ...record(found.urls), [qualifier]: made } })
    const { LastModifiedTime: _, ...json } = made
    return { status: 201, json }
  }),
  onLambda('GET /2021-10-31/functions/{name}/url GetFunctionUrlConfig', (call, input) => ({
    json: urlOf(call, input),
  })),
  onLambda('PUT /2021-10-31/functions/{name}/url UpdateFunctionUrlConfig', (call, input) => {
    const found = functionOf(call, input.path.name ?? '')
    const made = { ...urlOf(call, input), ...input.body, LastModifiedTime: call.now.toISOString() }
    const qualifier = qualifierOf(input)
    saveFunction(call, { ...found, urls: { ...record(found.urls), [qualifier]: made } })
    return { json: made }
  }),
  onLambda('DELETE /2021-10-31/functions/{name}/url DeleteFunctionUrlConfig', (call, input) => {
    urlOf(call, input)
    const found = functionOf(call, input.path.name ?? '')
    const { [qualifierOf(input)]: _, ...urls } = record(found.urls)
    saveFunction(call, { ...found, urls })
    return { status: 204 }
  }),
]

/** A version or an alias is named by a parameter or at the end of the function's name. */
function qualifierOf({ path, query }: RestInput): string {
  return query.get('Qualifier') ?? functionName(path.name ?? '').qualifier ?? ''
}

function policyOf(call: WireCall, input: RestInput) {
  const found = functionOf(call, input.path.name ?? '')
  const qualifier = qualifierOf(input)
  return { found, qualifier, known: list(record(found.policies)[qualifier]) }
}

function savePolicy(
  call: WireCall,
  found: Properties,
  {
    qualifier,
    statements,
  }: { readonly qualifier: string; readonly statements: readonly Properties[string][] },
): void {
  const policies = { ...record(found.policies), [qualifier]: statements }
  saveFunction(call, { ...found, policies })
}

function statementOf(found: Properties, qualifier: string, body: Properties): Properties {
  const { Action = null, Principal, SourceArn, SourceAccount, FunctionUrlAuthType } = body
  const principal = String(Principal)
  const condition = {
    ...(SourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': SourceArn } }),
    ...(SourceAccount === undefined &&
    FunctionUrlAuthType === undefined &&
    body.InvokedViaFunctionUrl === undefined
      ? {}
      : { StringEquals: equals(body) }),
  }
  return {
    Sid: body.StatementId ?? null,
    Effect: 'Allow',
    Principal:
      principal === '*' ? '*' : principal.includes('.') ? { Service: principal } : { AWS: principal },
    Action,
    Resource: [String(configOf(found).FunctionArn), qualifier].filter(Boolean).join(':'),
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  }
}

function equals({ SourceAccount, FunctionUrlAuthType, InvokedViaFunctionUrl }: Properties): Properties {
  return {
    ...(SourceAccount === undefined ? {} : { 'AWS:SourceAccount': SourceAccount }),
    ...(FunctionUrlAuthType === undefined ? {} : { 'lambda:FunctionUrlAuthType': FunctionUrlAuthType }),
    ...(InvokedViaFunctionUrl === undefined
      ? {}
      : { 'lambda:InvokedViaFunctionUrl': String(InvokedViaFunctionUrl) }),
  }
}

function noPolicy(): Error {
  return fault(404, 'ResourceNotFoundException', 'The resource you requested does not exist.', {
    Type: 'User',
  })
}

function urlOf(call: WireCall, input: RestInput): Properties {
  const url = record(functionOf(call, input.path.name ?? '').urls)[qualifierOf(input)]
  if (url === undefined) throw noPolicy()
  return record(url)
}
