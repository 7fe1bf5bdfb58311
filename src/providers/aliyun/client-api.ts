import { isRecord, type Properties, type Value } from '../../model/value.ts'
import type { Answer, Call, Reach, Service } from './call.ts'
import { whole } from './client-module.ts'
import { slsSenderOf } from './client-sls.ts'
import { requestOf } from './fc/request.ts'

type OpenApi = typeof import('@alicloud/openapi-core')
type Client = InstanceType<OpenApi['default']>
type Request = Parameters<Client['callApi']>

/** A service that Aliyun's generic client reaches. */
type OpenService = Exclude<Service, 'sls'>

const versions = { fc: '2023-03-30', ram: '2015-05-01', sts: '2015-04-01' } as const

/** Gives what sends a call through Aliyun's own client, which is loaded at the first one and does not retry. */
export function senderOf(reach: Reach): (call: Call) => Promise<Answer> {
  const clients = new Map<string, Client>()
  const sls = slsSenderOf(reach)
  return async call => {
    if (!isOpen(call)) return sls(call)
    const api: OpenApi = whole(await import('@alicloud/openapi-core'))
    const host = hostOf(call, reach)
    const client = clients.get(host) ?? new api.default(configOf(api, reach, host))
    clients.set(host, client)
    const { headers, body } = await client.callApi(...requestFor(api, call))
    return { headers: headers ?? {}, body: body ?? new Uint8Array() }
  }
}

/** Gives the members of an answer; nothing came for a deletion, and a page instead of JSON throws. */
export function membersOf({ body }: Answer): Properties {
  const said = Buffer.from(body).toString()
  if (said === '') return {}
  const value: Value = JSON.parse(said)
  if (!isRecord(value)) throw new SyntaxError('The answer is not an object.')
  return value
}

type OpenCall = Call & { readonly service: OpenService }

function isOpen(call: Call): call is OpenCall {
  return call.service !== 'sls'
}

function hostOf({ service, account }: Call, { region, endpoint }: Reach): string {
  if (endpoint !== undefined) return new URL(endpoint).host
  return service === 'fc' ? `${account}.${region}.fc.aliyuncs.com` : `${service}.aliyuncs.com`
}

function configOf({ $OpenApiUtil }: OpenApi, { credential, region, endpoint }: Reach, host: string) {
  const protocol = endpoint?.startsWith('http:') ? 'HTTP' : 'HTTPS'
  return new $OpenApiUtil.Config({ credential, regionId: region, endpoint: host, protocol })
}

function requestFor({ OpenApiUtil, $OpenApiUtil }: OpenApi, call: OpenCall): Request {
  const { service, action, input, headers = {}, payload } = call
  const isRpc = service !== 'fc'
  const { method, path, query, body } = isRpc ? rpc(input) : requestOf(action, input)
  const params = new $OpenApiUtil.Params({
    action,
    version: versions[service],
    protocol: 'HTTPS',
    pathname: path,
    method,
    authType: 'AK',
    style: isRpc ? 'RPC' : 'ROA',
    reqBodyType: payload === undefined ? 'json' : 'byte',
    bodyType: 'byte',
  })
  const sent = payload ?? body
  const request = new $OpenApiUtil.OpenApiRequest({ headers, query: OpenApiUtil.query(query), body: sent })
  const runtime: object = timeoutsOf(call.patience, sent?.length ?? 0)
  return [params, request, runtime as Request[2]] // the client reads no method of it
}

/** Everything of an RPC stands in the query; nested members are flattened there. */
function rpc(input: Properties) {
  return { method: 'POST', path: '/', query: input, body: undefined }
}

/**
 * Gives the limits of a call in ms. The client hands `connectTimeout` to the socket, which may be silent for so long at
 * any time; `readTimeout` runs from the connection to the last byte of the answer, so that the upload is in it.
 */
export function timeoutsOf(patience = 60, bytes = 0) {
  const silence = patience * 1000
  return { connectTimeout: silence, readTimeout: silence + uploadTime(bytes) }
}

/** Gives the ms that an upload may take on the slowest line that is reckoned with, half a megabit a second. */
export function uploadTime(bytes: number): number {
  return Math.ceil(bytes / 64)
}
