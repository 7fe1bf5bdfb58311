import type {
  HttpContract,
  HttpReply,
  HttpRequest,
  InvokeOutcome,
  RouteMatch,
} from '../../../model/contract.ts'
import { isRecord, type Properties, text, type Value } from '../../../model/value.ts'
import { statusOf } from './failures.ts'

/** Function URLs: an event of five fields in, an integrated response or the bare result out. */
export const functionUrl: HttpContract = { toEvent, toReply }

function toEvent(request: HttpRequest, { route }: RouteMatch): Value {
  const prefix = text(route.settings?.prefix) ?? ''
  const path = request.path.startsWith(prefix) ? request.path.slice(prefix.length) || '/' : request.path
  return {
    body: Buffer.from(request.body).toString('utf8'),
    headers: { ...headersOf(request), 'x-scf-remote-addr': request.sourceIp },
    httpMethod: request.method,
    path,
    queryString: queryOf(request.query),
  }
}

function headersOf({ headers }: HttpRequest): Properties {
  const found: Record<string, string> = {}
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    found[key] = found[key] === undefined ? value : `${found[key]},${value}`
  }
  return found
}

function queryOf(query: string): Properties {
  const found: Record<string, string> = {}
  for (const [key, value] of new URLSearchParams(query)) found[key] = value
  return found
}

function toReply(outcome: InvokeOutcome): HttpReply {
  const said = Buffer.from(outcome.payload).toString('utf8')
  const id: readonly [string, string] = ['X-Scf-Request-Id', outcome.requestId]
  if (outcome.failure !== undefined)
    return reply(
      statusOf[outcome.failure.kind],
      [id, ['Content-Type', 'application/json']],
      Buffer.from(said),
    )
  const result = json(said)
  if (!isRecord(result) || typeof result.statusCode !== 'number') {
    const body = typeof result === 'string' ? result : said
    return reply(200, [id, ['Content-Type', 'application/json']], Buffer.from(body))
  }
  const body =
    text(result.body) ??
    (result.body === undefined || result.body === null ? '' : JSON.stringify(result.body))
  const bytes = Buffer.from(body, result.isBase64Encoded === true ? 'base64' : 'utf8')
  return reply(result.statusCode, [id, ...headers(result.headers)], bytes)
}

function reply(status: number, headers: HttpReply['headers'], body: Uint8Array): HttpReply {
  return { status, headers, body }
}

function headers(value: Value | undefined): HttpReply['headers'] {
  const found = Object.entries(isRecord(value) ? value : {}).flatMap(([name, item]) =>
    (Array.isArray(item) ? item : [item]).map((one): [string, string] => [name, text(one) ?? '']),
  )
  const typed = found.some(([name]) => name.toLowerCase() === 'content-type')
  return typed ? found : [...found, ['Content-Type', 'application/json']]
}

function json(said: string): Value {
  try {
    return JSON.parse(said)
  } catch {
    return said
  }
}
