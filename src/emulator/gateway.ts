import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpReply } from '../model/contract.ts'
import { FnxError } from '../model/diagnostic.ts'
import { readBody } from './body.ts'
import { corsHeaders, preflightHeaders } from './cors.ts'
import type { EmitLocal } from './event.ts'
import { isLocalHost, labelOf } from './guard.ts'
import type { Registry } from './registry.ts'
import type { RouteFound } from './routes.ts'
import type { Served, ServedRoute } from './served.ts'
import { staticFile } from './static-files.ts'

/** What the gateway serves from. */
export interface GatewayOptions {
  readonly registry: Registry
  /** A folder whose files are served where no route answers. */
  readonly staticFolder?: string | undefined
  now(): Date
  readonly emit: EmitLocal
}

/** Bytes of a request's body; the clouds' gateways take 6 to 10 MB. */
const bodyLimit = 10 * 1024 * 1024

const smallBody = 16 * 1024

/** Answers HTTP requests by the functions that the routes name. */
export function gateway(
  options: GatewayOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    serve(options, request, response).catch(error => {
      const [diagnostic] = error instanceof FnxError ? error.diagnostics : []
      if (diagnostic !== undefined) options.emit({ type: 'diagnostic', diagnostic })
      const message =
        diagnostic?.message ?? `The local cloud failed: ${error instanceof Error ? error.message : error}`
      send(response, said(502, message, diagnostic?.code))
    })
  }
}

async function serve(
  options: GatewayOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const begun = performance.now()
  const { method = 'GET', url = '/' } = request
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const query = mark < 0 ? '' : url.slice(mark + 1)
  const { reply, key } = await answer(options, request, { method, path, query })
  if (reply === undefined) return
  send(response, reply)
  options.emit({
    type: 'request',
    method,
    path,
    status: reply.status,
    duration: performance.now() - begun,
    ...(key === undefined ? {} : { functionId: key.slice(key.indexOf('/') + 1) }),
  })
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly query: string
}

interface Answer {
  readonly reply?: HttpReply
  readonly key?: string
}

async function answer(options: GatewayOptions, request: IncomingMessage, asked: Asked): Promise<Answer> {
  const { host, origin } = request.headers
  if (!isLocalHost(host)) return { reply: said(403, 'The Host header must name this machine.') }
  const body = await readBody(request, bodyLimit)
  if (body === 'gone') return {}
  if (body === 'too-large') return { reply: said(413, `A request may have ${bodyLimit} bytes.`) }
  const served = await options.registry.served()
  const api = labelOf(host)
  const found = served.table.find(asked.method, asked.path, api)
  if (asked.method === 'OPTIONS' && found?.route.method !== 'OPTIONS') {
    const preflight = answerPreflight(served, asked.path, { api, origin })
    if (preflight !== undefined) return { reply: preflight }
  }
  if (found === undefined) {
    const none = said(404, `No route fits ${asked.method} ${asked.path}.`)
    return { reply: (await fileFor(options, asked)) ?? none }
  }
  const reply = await run(options, found, requestOf(options, request, { ...asked, path: found.path }, body))
  const { cors, key } = found.route
  return {
    key,
    reply:
      cors === undefined ? reply : { ...reply, headers: merged(reply.headers, corsHeaders(cors, origin)) },
  }
}

async function fileFor(
  { staticFolder }: GatewayOptions,
  { method, path }: Asked,
): Promise<HttpReply | undefined> {
  if (staticFolder === undefined || !/^(GET|HEAD)$/.test(method)) return undefined
  return staticFile(staticFolder, path)
}

function requestOf(options: GatewayOptions, request: IncomingMessage, asked: Asked, body: Uint8Array) {
  const { rawHeaders } = request
  const headers: (readonly [string, string])[] = []
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''])
  const sourceIp = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1'
  return { ...asked, headers, body, sourceIp, time: options.now(), requestId: randomUUID() }
}

async function run(
  { registry, emit }: GatewayOptions,
  { route, parameters }: RouteFound<ServedRoute>,
  request: ReturnType<typeof requestOf>,
): Promise<HttpReply> {
  const contract = route.cloudContract.http[route.contract]
  if (contract === undefined)
    return said(501, `The local cloud does not know the HTTP contract "${route.contract}".`)
  const refusal = route.refused ? contract.refusal?.() : undefined
  if (refusal !== undefined) {
    const { functionId } = route
    emit({ type: 'refused', what: `${request.method} ${request.path}`, functionId })
    return refusal
  }
  const event = contract.toEvent(request, { route, parameters, spec: route.spec })
  const outcome = await registry.invoke(route.key, Buffer.from(JSON.stringify(event)), request.requestId)
  return contract.toReply(outcome)
}

function answerPreflight(
  served: Served,
  path: string,
  { api, origin }: { readonly api: string | undefined; readonly origin: string | undefined },
): HttpReply | undefined {
  const rule = served.table.at(path, api).find(({ cors }) => cors !== undefined)?.cors
  if (rule === undefined || origin === undefined) return undefined
  return { status: 204, headers: preflightHeaders(rule, origin), body: new Uint8Array() }
}

function merged(own: HttpReply['headers'], added: HttpReply['headers']): HttpReply['headers'] {
  const names = new Set(added.map(([name]) => name))
  return [...own.filter(([name]) => !names.has(name.toLowerCase())), ...added]
}

function said(status: number, message: string, code?: string): HttpReply {
  const body = JSON.stringify(code === undefined ? { message } : { message, code })
  return { status, headers: [['content-type', 'application/json']], body: Buffer.from(body) }
}

function send(response: ServerResponse, { status, headers, body }: HttpReply): void {
  if (response.headersSent || response.destroyed) return
  const lines: string[] = []
  for (const [name, value] of headers)
    if (!/^(content-length|transfer-encoding|connection)$/i.test(name)) lines.push(name, safe(value))
  if (status !== 204 && status !== 304) lines.push('content-length', String(body.length))
  try {
    response.writeHead(status, lines)
    // as a text, a small body goes out in one write with the head
    if (body.length < smallBody) response.end(Buffer.from(body).toString('latin1'), 'latin1')
    else response.end(body)
  } catch {
    // a function may name a status or a header that is none
    response.writeHead(502, { 'content-type': 'application/json' }).end('{"message":"Internal server error"}')
  }
}

/** Line ends in a value would begin a header of their own. */
function safe(value: string): string {
  return value.replace(/[\r\n]+/g, ' ')
}
