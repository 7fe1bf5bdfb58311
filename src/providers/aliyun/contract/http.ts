import type { HttpContract, HttpReply, HttpRequest, RouteMatch } from '../../../model/contract.ts'
import { isRecord, type Properties, record, text, type Value } from '../../../model/value.ts'

/** The event and the answer of FC 3.0's HTTP triggers, version `v1`. */
export const fcHttp: HttpContract = {
  toEvent(request, match) {
    const headers = headersOf(request)
    const binary = !isText(request.body)
    return {
      version: 'v1',
      rawPath: request.path,
      body: Buffer.from(request.body).toString(binary ? 'base64' : 'utf8'),
      isBase64Encoded: binary,
      headers,
      queryParameters: queryOf(request.query),
      requestContext: contextOf(request, match, headers),
    }
  },
  toReply({ payload, failure, requestId }) {
    if (failure !== undefined)
      return {
        status: 502,
        headers: [
          ['content-type', 'application/json'],
          ['x-fc-error-type', failure.type],
          ['x-fc-request-id', requestId],
        ],
        body: payload,
      }
    const answer = shapeOf(payload)
    if (answer === undefined)
      return { status: 200, headers: [['content-type', 'application/json']], body: payload }
    return replyOf(answer)
  },
}

/** Only an answer that names a status or a body is taken apart; anything else is the body, whole. */
function shapeOf(payload: Uint8Array): Properties | undefined {
  try {
    const answer: Value = JSON.parse(Buffer.from(payload).toString())
    return isRecord(answer) && ('statusCode' in answer || 'body' in answer) ? answer : undefined
  } catch {
    return undefined
  }
}

function replyOf({ statusCode, headers, body, isBase64Encoded }: Properties): HttpReply {
  const given = Object.entries(record(headers)).map(([name, value]) => [name, text(value) ?? ''] as const)
  const typed = given.some(([name]) => name.toLowerCase() === 'content-type')
  const content =
    typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body)
  return {
    status: Number(text(statusCode) ?? 200),
    headers: typed ? given : [...given, ['content-type', 'application/json']],
    body: Buffer.from(content, isBase64Encoded === true ? 'base64' : 'utf8'),
  }
}

function headersOf({ headers }: HttpRequest): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [name, value] of headers) {
    const title = name.replace(/(^|-)[a-z]/g, letter => letter.toUpperCase())
    found[title] = found[title] === undefined ? value : `${found[title]},${value}`
  }
  return found
}

function queryOf(query: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(query))
    found[name] = found[name] === undefined ? value : `${found[name]},${value}`
  return found
}

function contextOf(
  { method, path, sourceIp, time, requestId }: HttpRequest,
  { spec }: RouteMatch,
  headers: Readonly<Record<string, string>>,
): Properties {
  const domain = headers.Host ?? 'localhost'
  return {
    accountId: spec.account,
    domainName: domain,
    domainPrefix: domain.split('.')[0] ?? '',
    requestId,
    time: time.toISOString(),
    timeEpoch: String(time.getTime()),
    http: {
      method,
      path: decoded(path),
      protocol: 'HTTP/1.1',
      sourceIp,
      userAgent: headers['User-Agent'] ?? '',
    },
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
