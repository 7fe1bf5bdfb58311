import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Recognised, Wire, WireErrorKind, WireReply, WireRequest } from '../model/operation.ts'
import type { Admin } from './admin.ts'
import { readBody } from './body.ts'
import type { EmitLocal } from './event.ts'
import type { FaultRule, Faults } from './faults.ts'
import type { FunctionLogs } from './function-logs.ts'
import { isLocalHost, isLocalOrigin } from './guard.ts'
import { localCredentials } from './invocation-facts.ts'
import type { Registry } from './registry.ts'
import type { RequestLog } from './request-log.ts'
import type { DiskStore } from './store.ts'

/** What the wire APIs are served from. */
export interface ControlPlaneOptions {
  readonly wires: readonly Wire[]
  readonly store: DiskStore
  readonly registry: Registry
  readonly faults: Faults
  readonly requests: RequestLog
  readonly logs: FunctionLogs
  readonly admin: Admin
  apiUrl(): string
  gatewayUrl(): string
  now(): Date
  readonly emit: EmitLocal
}

/** Bytes of a request's body: code comes in one piece. */
const bodyLimit = 320 * 1024 * 1024

/** Bytes of a body that nobody signed: enough for rules of faults and for tokens, and not for filling the memory. */
const unsignedLimit = 1024 * 1024

/** Tells whether a request carries a signature, in a header or in the query of its address. */
function isSigned({ headers, url = '' }: IncomingMessage): boolean {
  return headers.authorization !== undefined || /[?&][^=&]*signature[^=&]*=/i.test(url)
}

/** A request on its way to the operation that answers it. */
interface Call {
  readonly wire: Wire
  readonly request: WireRequest
  readonly recognised: Recognised
}

/** Answers the requests of the clouds' own SDKs. */
export function controlPlane(
  options: ControlPlaneOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    serve(options, request, response).catch(error => {
      tellBug(options, error)
      send(response, said(500, 'The local cloud failed.'))
    })
  }
}

async function serve(
  options: ControlPlaneOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLocalOrigin(incoming.headers.origin) || incoming.headers['sec-fetch-site'] === 'cross-site') {
    send(response, said(403, 'Pages of other sites may not call the local cloud.'))
    return
  }
  if (!URL.canParse(incoming.url ?? '/', 'http://local')) {
    send(response, said(400, 'The address of the request cannot be read.'))
    return
  }
  const limit = isSigned(incoming) ? bodyLimit : unsignedLimit
  const body = await readBody(incoming, limit)
  if (body === 'gone') return
  if (body === 'too-large') {
    send(
      response,
      said(
        413,
        `${limit === bodyLimit ? 'A request' : 'A request without a signature'} may have ${limit} bytes.`,
      ),
    )
    return
  }
  const request = wireRequest(incoming, body)
  const local = isLocalHost(request.headers.host)
  if (local && request.url.startsWith('/_fnx/')) {
    send(response, await options.admin(request))
    return
  }
  const call = recognise(options.wires, request)
  if (call === undefined) send(response, local ? unknown(request) : foreignHost)
  else await answer(options, call, response)
}

function wireRequest({ method = 'GET', url = '/', headers }: IncomingMessage, body: Uint8Array): WireRequest {
  const plain = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : value,
  ])
  return { method, url, headers: Object.fromEntries(plain), body }
}

function recognise(wires: readonly Wire[], request: WireRequest): Call | undefined {
  for (const wire of wires) {
    const recognised = wire.recognise(request)
    if (recognised !== undefined) return { wire, request, recognised }
  }
  return undefined
}

async function answer(options: ControlPlaneOptions, call: Call, response: ServerResponse): Promise<void> {
  const { wire, request, recognised } = call
  const kind = wire.verify(request, id => (id === localCredentials.id ? localCredentials.secret : undefined))
  if (kind !== undefined && !isLocalHost(request.headers.host)) {
    send(response, foreignHost)
    return
  }
  if (kind !== undefined) {
    reply(options, call, response, wire.refuse(request, recognised, kind))
    return
  }
  const fault = options.faults.hit(wire.cloud, recognised)
  if (fault?.fault === 'slow') await wait(fault.ms ?? 1_000)
  if (fault?.fault === 'reset-before') {
    log(options, call, 0)
    response.destroy()
    return
  }
  const refused = fault === undefined ? undefined : faultReply(call, fault)
  const answered = refused ?? (await handle(options, call))
  if (fault?.fault === 'reset-after') {
    log(options, call, 0)
    response.destroy()
    return
  }
  reply(options, call, response, answered)
}

const faultKinds: Partial<Record<FaultRule['fault'], WireErrorKind>> = {
  throttle: 'throttled',
  'error-500': 'internal',
  denied: 'denied',
  'role-not-assumable': 'role-not-assumable',
}

function faultReply({ wire, request, recognised }: Call, { fault }: FaultRule): WireReply | undefined {
  if (fault === 'html')
    return {
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
    }
  const kind = faultKinds[fault]
  return kind === undefined ? undefined : wire.refuse(request, recognised, kind)
}

/** Runs the operation; what it changed is on disk when this resolves. */
async function handle(options: ControlPlaneOptions, { wire, request, recognised }: Call): Promise<WireReply> {
  const { store, registry, logs } = options
  const operation = wire.operations.find(
    ({ service, name }) => service === recognised.service && name === recognised.operation,
  )
  if (operation === undefined) return wire.refuse(request, recognised, 'not-emulated')
  try {
    const answered = await operation.handle({
      request,
      recognised,
      store,
      apiUrl: options.apiUrl(),
      gatewayUrl: options.gatewayUrl(),
      now: options.now(),
      id: randomUUID,
      invoke: (id, payload) => registry.invoke(`${wire.cloud}/${id}`, payload),
      logs: id => logs.read(`${wire.cloud}/${id}`),
    })
    await store.flush()
    return answered
  } catch (error) {
    tellBug(options, error)
    return wire.refuse(request, recognised, 'internal')
  } finally {
    if (operation.mutates) registry.stale()
  }
}

function reply(
  options: ControlPlaneOptions,
  call: Call,
  response: ServerResponse,
  answered: WireReply,
): void {
  log(options, call, answered.status)
  send(response, withId(answered, call.wire.idHeader), call.request.method)
}

function withId(answered: WireReply, name: string | undefined): WireReply {
  const has = Object.keys(answered.headers).some(header => /request-?id$/i.test(header))
  return name === undefined || has
    ? answered
    : { ...answered, headers: { [name]: randomUUID(), ...answered.headers } }
}

function log({ requests, emit, now }: ControlPlaneOptions, { wire, recognised }: Call, status: number): void {
  const { service, operation, mutates } = recognised
  requests.add({ cloud: wire.cloud, service, operation, mutates, status, at: now().toISOString() })
  emit({ type: 'call', cloud: wire.cloud, service, operation, mutates, status })
}

function tellBug({ emit }: ControlPlaneOptions, error: unknown): void {
  const what = error instanceof Error ? error.message : String(error)
  const hint = `Report it with these lines:\n${error instanceof Error ? error.stack : what}`
  emit({
    type: 'diagnostic',
    diagnostic: { code: 'E9099', message: `The local cloud failed: ${what}`, hint },
  })
}

/** Makes an answer of the local cloud itself, in no cloud's form. */
export function said(status: number, message: string): WireReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) }
}

const foreignHost = said(
  403,
  'The Host header must name this machine, or the request must be signed with the key of the local cloud.',
)

function unknown({ method, url }: WireRequest): WireReply {
  return said(501, `The local cloud does not know what API ${method} ${url.split('?')[0]} belongs to.`)
}

function send(response: ServerResponse, { status, headers, body }: WireReply, method?: string): void {
  if (response.headersSent || response.destroyed) return
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const named = Object.keys(headers).some(name => name.toLowerCase() === 'content-length')
  const length = named || status === 204 || status === 304 ? {} : { 'content-length': String(bytes.length) }
  response.writeHead(status, { ...headers, ...length })
  response.end(method === 'HEAD' ? undefined : bytes)
}
