import type {
  HttpContract,
  HttpReply,
  HttpRequest,
  InvokeOutcome,
  RouteMatch,
} from '../../../model/contract.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isRecord, list, record } from '../../../model/value.ts'
import { bodyOf, headersOf, jsonReply, resultOf, statusOf, withType } from './reply.ts'
import { account, decodedPath, forwarded, grouped, header, hostOf, logTime, queryPairs } from './request.ts'

/** Shapes the event of a REST API's proxy integration and reads its answer. */
export const rest: HttpContract = { toEvent, toReply, refusal }

// https://repost.aws/knowledge-center/api-gateway-rest-api-lambda-integrations
function refusal(): HttpReply {
  return jsonReply(500, { message: 'Internal server error' })
}

function toEvent(request: HttpRequest, match: RouteMatch): Value {
  const headers = [...request.headers, ...title(forwarded(request))]
  const body = Buffer.from(request.body)
  const binary = isBinary(request, match)
  const path = decodedPath(request.path)
  return {
    resource: match.route.path,
    path,
    httpMethod: request.method,
    headers: last(headers),
    multiValueHeaders: many(headers),
    queryStringParameters: last(queryPairs(request.query)),
    multiValueQueryStringParameters: many(queryPairs(request.query)),
    pathParameters: Object.keys(match.parameters).length === 0 ? null : match.parameters,
    stageVariables: match.route.settings?.stageVariables ?? null,
    requestContext: context(request, match),
    body: body.length === 0 ? null : body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary && body.length > 0,
  }
}

function context(request: HttpRequest, { route }: RouteMatch): Properties {
  const stage = route.stage ?? 'Prod'
  return {
    accountId: account,
    apiId: route.api,
    domainName: hostOf(request),
    domainPrefix: hostOf(request).split('.')[0] ?? '',
    extendedRequestId: request.requestId,
    httpMethod: request.method,
    identity: identity(request),
    path: `/${stage}${decodedPath(request.path)}`,
    protocol: 'HTTP/1.1',
    requestId: request.requestId,
    requestTime: logTime(request.time),
    requestTimeEpoch: request.time.getTime(),
    resourceId: 'local',
    resourcePath: route.path,
    stage,
  }
}

function identity(request: HttpRequest): Properties {
  const unknown = [
    'accessKey',
    'accountId',
    'caller',
    'cognitoAuthenticationProvider',
    'cognitoAuthenticationType',
    'cognitoIdentityId',
    'cognitoIdentityPoolId',
    'principalOrgId',
    'user',
    'userArn',
  ]
  return {
    ...Object.fromEntries(unknown.map(name => [name, null])),
    sourceIp: request.sourceIp,
    userAgent: header(request, 'user-agent') ?? null,
  }
}

function title(headers: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(headers).map(
    ([name, value]) => [name.replace(/(^|-)\w/g, part => part.toUpperCase()), value] as const,
  )
}

// The single-value maps hold the last value of a name, and are null where there is nothing.
function last(pairs: readonly (readonly [string, string])[]): Value {
  return pairs.length === 0 ? null : Object.fromEntries(pairs)
}

function many(pairs: readonly (readonly [string, string])[]): Value {
  return pairs.length === 0 ? null : grouped(pairs)
}

function isBinary(request: HttpRequest, { route }: RouteMatch): boolean {
  const type = (header(request, 'content-type') ?? '').split(';')[0]?.trim() ?? ''
  const family = `${type.split('/')[0]}/*`
  return list(route.settings?.binaryMediaTypes).some(
    media => media === '*/*' || media === type || media === family,
  )
}

const allowed = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded', 'cookies'])

function toReply(outcome: InvokeOutcome): HttpReply {
  if (outcome.failure?.kind === 'timeout') return jsonReply(504, { message: 'Endpoint request timed out' })
  const answer = outcome.failure === undefined ? resultOf(outcome) : undefined
  const status = statusOf(answer)
  if (status === undefined || !isRecord(answer) || !wellShaped(answer))
    return jsonReply(502, { message: 'Internal server error' })
  const headers = withType(merged(answer), 'application/json')
  return { status, headers, body: bodyOf(answer) }
}

// The service takes these keys and a body of text alone, and answers 502 for anything else.
function wellShaped(answer: Properties): boolean {
  const { body } = answer
  const text = body === undefined || body === null || typeof body === 'string'
  return text && Object.keys(answer).every(key => allowed.has(key))
}

function merged({ headers, multiValueHeaders }: Properties): readonly (readonly [string, string])[] {
  const several = Object.entries(record(multiValueHeaders)).flatMap(([name, values]) =>
    list(values).map(value => [name, String(value)] as const),
  )
  const names = new Set(several.map(([name]) => name.toLowerCase()))
  return [...headersOf(headers).filter(([name]) => !names.has(name.toLowerCase())), ...several]
}
