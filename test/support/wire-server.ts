import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { InvokeOutcome } from '../../src/model/contract.ts'
import type { Recognised, Store, Wire, WireReply, WireRequest } from '../../src/model/operation.ts'
import type { Value } from '../../src/model/value.ts'
import { countTestimony } from '../witness/tally.ts'
import { type Exchange, testimonyOf } from '../witness/witness.ts'

/** A wire behind a real socket, with what it was asked and a switch that breaks the line. */
export interface WireServer {
  readonly url: string
  readonly store: MemoryStore
  readonly calls: readonly Recognised[]
  /** How many calls that change something have had their effect. */
  mutations(): number
  /** Breaks the line after the effect of the n-th mutating call from now; nothing comes through until `mend`. */
  cutAfter(mutations: number): void
  mend(): void
  /** Answers the next mutating call by this instead, which has its effect or not. */
  answerNext(reply: WireReply, options: { readonly effect: boolean }): void
}

export interface WireServerOptions {
  /** The test asks on purpose for what no description allows. */
  readonly odd?: boolean
  readonly gatewayUrl?: string
  readonly invoke?: (functionId: string, payload: Uint8Array) => Promise<InvokeOutcome>
  readonly logs?: readonly { readonly time: number; readonly text: string; readonly stream: string }[]
}

/** Collects what descriptions say against the exchanges of a server; the test fails at its end when there is any. */
function witnessed({ odd = false }: WireServerOptions): (exchange: Exchange) => void {
  const found = new Set<string>()
  if (!odd)
    onTestFinished(() => {
      if (found.size > 0) throw new Error(`Not as the API's owner describes it:\n${[...found].join('\n')}`)
    })
  return exchange => {
    const testimony = odd ? undefined : testimonyOf(exchange)
    if (testimony === undefined) return
    const { service, operation } = exchange.recognised
    countTestimony(exchange.cloud, `${service} ${operation}`, testimony)
    for (const difference of testimony.differences) found.add(difference)
  }
}

/** Serves one wire over HTTP for a test; it knows the key `local` with the secret `local`. */
export async function serveWire(wire: Wire, options: WireServerOptions = {}): Promise<WireServer> {
  const store = memoryStore()
  const calls: Recognised[] = []
  let done = 0
  let left: number | undefined
  let url = ''
  let instead: { readonly reply: WireReply; readonly effect: boolean } | undefined

  const testify = witnessed(options)

  async function answer(request: WireRequest): Promise<WireReply | undefined> {
    const recognised = wire.recognise(request)
    if (recognised === undefined) return { status: 501, headers: {}, body: 'not recognised' }
    calls.push(recognised)
    const kind = wire.verify(request, id => (id === 'local' ? 'local' : undefined))
    if (kind !== undefined) return wire.refuse(request, recognised, kind)
    const odd = recognised.mutates ? instead : undefined
    if (odd !== undefined) instead = undefined
    if (odd?.effect === false) return odd.reply
    const operation = wire.operations.find(
      ({ service, name }) => service === recognised.service && name === recognised.operation,
    )
    if (operation === undefined) return wire.refuse(request, recognised, 'not-emulated')
    const reply = await operation.handle({
      request,
      recognised,
      store,
      apiUrl: url,
      gatewayUrl: options.gatewayUrl ?? 'http://127.0.0.1:3000',
      now: new Date(),
      id: randomUUID,
      invoke: options.invoke ?? (() => Promise.reject(new Error('no function runs in this test'))),
      logs: () => options.logs ?? [],
    })
    testify({ cloud: wire.cloud, recognised, request, reply })
    if (recognised.mutates) done++
    if (odd !== undefined) return odd.reply
    if (left === undefined || !recognised.mutates) return reply
    left--
    return left > 0 ? reply : undefined
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await read(incoming)
    const reply = left === 0 ? undefined : await answer(request)
    if (reply === undefined) {
      incoming.socket.destroy()
      return
    }
    outgoing.writeHead(reply.status, reply.headers)
    outgoing.end(request.method === 'HEAD' ? undefined : reply.body)
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(error => outgoing.writeHead(500).end(String(error?.stack ?? error)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a listening server has an address
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url,
    store,
    calls,
    mutations: () => done,
    cutAfter: mutations => {
      left = mutations
    },
    mend: () => {
      left = undefined
    },
    answerNext: (reply, { effect }) => {
      instead = { reply, effect }
    },
  }
}

async function read(incoming: IncomingMessage): Promise<WireRequest> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part)
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(parts),
  }
}

/** A store that also says what it has tables of. */
export interface MemoryStore extends Store {
  tables(): readonly string[]
}

/** Makes a store in memory. */
export function memoryStore(): MemoryStore {
  const tables = new Map<string, Map<string, Value>>()
  const blobs = new Map<string, Uint8Array>()
  const table = (name: string) => {
    const found = tables.get(name) ?? new Map<string, Value>()
    tables.set(name, found)
    return found
  }
  return {
    tables: () => [...tables.keys()].sort(),
    get: (name, key) => table(name).get(key),
    put: (name, key, value) => void table(name).set(key, structuredClone(value)),
    delete: (name, key) => table(name).delete(key),
    list: name => [...table(name)].sort(([left], [right]) => (left < right ? -1 : 1)),
    keep: bytes => {
      const hash = createHash('sha256').update(bytes).digest('hex')
      blobs.set(hash, bytes)
      return hash
    },
    bytes: hash => blobs.get(hash),
  }
}
