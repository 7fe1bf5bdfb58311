import type { WireReply, WireRequest } from '../model/operation.ts'
import type { Faults } from './faults.ts'
import { readRule } from './faults.ts'
import type { FunctionLogs } from './function-logs.ts'
import type { Registry } from './registry.ts'
import type { RequestLog } from './request-log.ts'
import type { DiskStore } from './store.ts'

/** Answers `/_fnx/…` on the API port: what the local cloud did, what it holds, and what is to go wrong. */
export type Admin = (request: WireRequest) => Promise<WireReply>

/** What there is to inspect. */
export interface AdminOptions {
  readonly store: DiskStore
  readonly registry: Registry
  readonly faults: Faults
  readonly requests: RequestLog
  readonly logs: FunctionLogs
  health(): Readonly<Record<string, string | number>>
}

/** Makes the inspection endpoint. */
export function createAdmin(options: AdminOptions): Admin {
  const { store, faults, requests, registry } = options
  const answers: Readonly<Record<string, (request: WireRequest, query: URLSearchParams) => unknown>> = {
    'GET /_fnx/health': () => options.health(),
    'GET /_fnx/requests': () => requests.read(),
    'DELETE /_fnx/requests': () => done(() => requests.clear()),
    'GET /_fnx/state': () => store.tables(),
    'GET /_fnx/faults': () => faults.list(),
    'POST /_fnx/faults': ({ body }) => addFaults(faults, body),
    'DELETE /_fnx/faults': () => done(() => faults.clear()),
    'GET /_fnx/logs': (_request, query) => readLogs(options, query),
    'GET /_fnx/routes': async () => (await registry.served()).routes.map(shown),
    'POST /_fnx/reset': () => reset(options),
  }
  return async request => {
    const [path = '', query = ''] = request.url.split('?')
    const answer = answers[`${request.method} ${path}`]
    if (answer === undefined) return json(404, { message: `Known here: ${Object.keys(answers).join(', ')}.` })
    const result = await answer(request, new URLSearchParams(query))
    return typeof result === 'string' ? json(400, { message: result }) : json(200, result)
  }
}

function done(act: () => void): { readonly ok: true } {
  act()
  return { ok: true }
}

function addFaults(faults: Faults, body: Uint8Array): unknown {
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(body).toString())
  } catch {
    return 'The body is not JSON.'
  }
  const rules = (Array.isArray(read) ? read : [read]).map(readRule)
  const wrong = rules.find(rule => typeof rule === 'string')
  if (wrong !== undefined) return wrong
  for (const rule of rules) if (typeof rule !== 'string') faults.add(rule)
  return { ok: true }
}

function readLogs({ logs }: AdminOptions, query: URLSearchParams): unknown {
  const name = query.get('function')
  if (name === null) return 'Name a function: /_fnx/logs?function=NAME.'
  const keys = name.includes('/') ? [name] : logs.keys().filter(key => key.endsWith(`/${name}`))
  return keys.flatMap(key => logs.read(key)).sort((left, right) => left.time - right.time)
}

function shown({
  method,
  path,
  api,
  functionId,
}: {
  method: string
  path: string
  api: string
  functionId: string
}) {
  return { method, path, api, functionId }
}

async function reset({
  store,
  registry,
  faults,
  requests,
  logs,
}: AdminOptions): Promise<{ readonly ok: true }> {
  store.reset()
  await store.flush()
  faults.clear()
  requests.clear()
  logs.clear()
  registry.stale()
  await registry.clear()
  return { ok: true }
}

function json(status: number, value: unknown): WireReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}
