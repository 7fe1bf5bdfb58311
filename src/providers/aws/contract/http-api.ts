import type {
  HttpContract,
  HttpReply,
  HttpRequest,
  InvokeOutcome,
  RouteMatch,
} from '../../../model/contract.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { jsonReply, replyOfFormat2 } from './reply.ts'
import {
  account,
  decodedPath,
  encodedBody,
  grouped,
  header,
  hostOf,
  joinedHeaders,
  logTime,
  queryPairs,
} from './request.ts'
import { rest } from './rest.ts'

/** Shapes the event of an HTTP API in payload format 2.0, or 1.0 where the integration asks for it. */
export const httpApi: HttpContract = { toEvent, toReply, refusal }

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
function refusal(): HttpReply {
  return jsonReply(500, { message: 'Internal Server Error' })
}

function toEvent(request: HttpRequest, match: RouteMatch): Value {
  if (match.route.settings?.payloadFormatVersion === '1.0') return format1(request, match)
  const { route } = match
  const parameters = Object.keys(match.parameters).length === 0 ? undefined : match.parameters
  const key = routeKey(match)
  return format2(request, {
    routeKey: key,
    stage: route.stage ?? '$default',
    apiId: route.api,
    // What `$default` catches stands in no path parameter.
    ...(parameters === undefined || key === '$default' ? {} : { pathParameters: parameters }),
  })
}

function format1(request: HttpRequest, match: RouteMatch): Value {
  const event = rest.toEvent(request, match)
  return { version: '1.0', ...(event as Properties) } // the event of a REST API is a map
}

function routeKey({ route }: RouteMatch): string {
  const key = route.settings?.routeKey
  return typeof key === 'string' ? key : `${route.method} ${route.path}`
}

/** What tells the events of payload format 2.0 apart. */
export interface Format2 {
  readonly routeKey: string
  readonly stage: string
  readonly apiId: string
  readonly pathParameters?: Readonly<Record<string, string>>
}

/** Makes an event of payload format 2.0, as HTTP APIs and function URLs send it. */
export function format2(request: HttpRequest, facts: Format2): Value {
  const query = Object.entries(grouped(queryPairs(request.query)))
  const cookies = (header(request, 'cookie') ?? '').split(/;\s*/).filter(cookie => cookie !== '')
  return {
    version: '2.0',
    routeKey: facts.routeKey,
    rawPath: decodedPath(request.path),
    rawQueryString: request.query,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: joinedHeaders(request),
    ...(query.length === 0
      ? {}
      : {
          queryStringParameters: Object.fromEntries(query.map(([name, values]) => [name, values.join(',')])),
        }),
    ...(facts.pathParameters === undefined ? {} : { pathParameters: facts.pathParameters }),
    requestContext: context(request, facts),
    ...encodedBody(request),
  }
}

function context(request: HttpRequest, { apiId, routeKey: key, stage }: Format2): Properties {
  return {
    accountId: account,
    apiId,
    domainName: hostOf(request),
    domainPrefix: hostOf(request).split('.')[0] ?? '',
    http: {
      method: request.method,
      path: decodedPath(request.path),
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: header(request, 'user-agent') ?? '',
    },
    requestId: request.requestId,
    routeKey: key,
    stage,
    time: logTime(request.time),
    timeEpoch: request.time.getTime(),
  }
}

function toReply(outcome: InvokeOutcome): HttpReply {
  if (outcome.failure?.kind === 'timeout') return jsonReply(504, { message: 'Gateway Timeout' })
  const reply = outcome.failure === undefined ? replyOfFormat2(outcome) : undefined
  return reply ?? jsonReply(500, { message: 'Internal Server Error' })
}
