import type { Operation, WireCall, WireReply } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import type { Fault } from './fault.ts'
import { fault, faultOf } from './fault.ts'

/** A call of a service that tells its calls apart by method and path. */
export interface RestOperation extends Operation {
  readonly method: string
  /** Segments; `{name}` takes one, a last `{name+}` what is left. */
  readonly segments: readonly string[]
}

/** What a handler of a REST call is given beside the call. */
export interface RestInput {
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Properties
}

/** What a handler answers: a status, and JSON or bytes. */
export interface RestAnswer {
  readonly status?: number
  readonly json?: Value
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

type RestHandler = (call: WireCall, input: RestInput) => RestAnswer | Promise<RestAnswer>

/** Makes operations of one REST service from lines such as `GET /restapis/{api} GetRestApi`. */
export function restService(service: string, refuse: (fault: Fault) => WireReply) {
  return (line: string, handler: RestHandler): RestOperation => {
    const [method = '', pattern = '', name = ''] = line.split(' ')
    const segments = segmentsOf(pattern)
    const operation = { service, name, method, segments, mutates: method !== 'GET' && name !== 'Invoke' }
    return {
      ...operation,
      async handle(call) {
        try {
          return reply(await handler(call, inputOf(call, segments)))
        } catch (error) {
          const found = faultOf(error)
          if (found === undefined) throw error
          return refuse(found)
        }
      },
    }
  }
}

function reply({ status = 200, json, bytes, headers }: RestAnswer): WireReply {
  const body = bytes ?? (json === undefined ? '' : JSON.stringify(json))
  return { status, headers: { 'content-type': 'application/json', ...headers }, body }
}

function inputOf(call: WireCall, segments: readonly string[]): RestInput {
  const url = new URL(call.request.url, 'http://local')
  return { path: matched(segments, url.pathname) ?? {}, query: url.searchParams, body: bodyOf(call) }
}

function bodyOf({ request, recognised }: WireCall): Properties {
  if (request.body.length === 0 || recognised.operation === 'Invoke') return {}
  try {
    return record(JSON.parse(Buffer.from(request.body).toString('utf8')) as Value) // JSON gives values
  } catch {
    throw fault(400, 'SerializationException', 'Could not parse request body into json.')
  }
}

/** Finds the operation that a method and path mean. */
export function routeOf(
  operations: readonly RestOperation[],
  method: string,
  pathname: string,
): RestOperation | undefined {
  return operations.find(operation => operation.method === method && matched(operation.segments, pathname))
}

function segmentsOf(path: string): readonly string[] {
  return path.replace(/^\/|\/$/g, '').split('/')
}

function matched(pattern: readonly string[], pathname: string): Readonly<Record<string, string>> | undefined {
  const segments = segmentsOf(pathname)
  const last = pattern.at(-1) ?? ''
  const greedy = last.endsWith('+}')
  if (greedy ? segments.length < pattern.length : segments.length !== pattern.length) return undefined
  const found: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const rest = greedy && index === pattern.length - 1
    const actual = rest ? segments.slice(index).join('/') : (segments[index] ?? '')
    if (part.startsWith('{')) found[part.replace(/[{}+]/g, '')] = decodeURIComponent(actual)
    else if (part !== actual) return undefined
  }
  return found
}
