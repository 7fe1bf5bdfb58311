import type { Recognised, Wire, WireErrorKind, WireReply } from '../../src/model/operation.ts'
import type { Cloud } from '../../src/model/provider.ts'
import type { FunctionSpec, Route } from '../../src/model/stack.ts'
import { isRecord, type Value } from '../../src/model/value.ts'
import { fakeContract } from './fake-contract.ts'

const json = (status: number, value: Value): WireReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

const statuses: Readonly<Record<WireErrorKind, number>> = {
  'not-emulated': 501,
  throttled: 429,
  internal: 500,
  denied: 403,
  'role-not-assumable': 400,
  'bad-signature': 403,
  'unknown-key': 403,
}

const reads = new Set(['Get', 'Invoke'])

/**
 * A wire API of no real cloud: `POST /fake/OPERATION/NAME` with the header `authorization: local` for a signature.
 * `Put` keeps the JSON body as `NAME`, `Get` gives it, `Invoke` runs it as a function, `Break` throws.
 */
export const fakeWire: Wire = {
  cloud: 'fake',
  recognise({ url }): Recognised | undefined {
    const [, scope, operation = ''] = url.split('/')
    return scope === 'fake' ? { service: 'things', operation, mutates: !reads.has(operation) } : undefined
  },
  verify({ headers }, secretOf) {
    const key = headers.authorization
    if (key === undefined) return 'bad-signature'
    return secretOf(key) === undefined ? 'unknown-key' : undefined
  },
  operations: [
    {
      service: 'things',
      name: 'Put',
      mutates: true,
      handle({ request, store }) {
        const value = JSON.parse(Buffer.from(request.body).toString()) as Value // JSON is a Value by definition
        store.put('things', request.url.split('/')[3] ?? '', value)
        return json(200, { ok: true })
      },
    },
    {
      service: 'things',
      name: 'Get',
      mutates: false,
      handle({ request, store }) {
        const found = store.get('things', request.url.split('/')[3] ?? '')
        return found === undefined ? json(404, { code: 'Missing' }) : json(200, found)
      },
    },
    {
      service: 'things',
      name: 'Invoke',
      mutates: false,
      async handle({ request, invoke }) {
        const { payload } = await invoke(request.url.split('/')[3] ?? '', request.body)
        return { status: 200, headers: {}, body: payload }
      },
    },
    {
      service: 'things',
      name: 'Break',
      mutates: true,
      handle() {
        throw new Error('broken on purpose')
      },
    },
  ],
  refuse: (_request, { operation }, kind) => json(statuses[kind], { code: kind, operation }),
  app(store) {
    const functions: FunctionSpec[] = []
    const routes: Route[] = []
    for (const [name, value] of store.list('things')) {
      if (!isRecord(value) || typeof value.inline !== 'string') continue
      functions.push(fakeSpec({ id: name, code: { property: [], inline: value.inline } }))
      routes.push({ method: 'ANY', path: `/${name}`, functionId: name, contract: 'fake', api: name })
    }
    return { functions, routes, timers: [], unsupported: [] }
  },
}

/** Gives a Node function of the fake cloud. */
export function fakeSpec(parts: Partial<FunctionSpec> = {}): FunctionSpec {
  const id = parts.id ?? 'Hello'
  return {
    id,
    name: id,
    provider: 'fake',
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    environment: {},
    timeout: 3,
    memory: 256,
    region: 'here',
    account: '1',
    ...parts,
  }
}

const absent = (): never => {
  throw new Error('the fake cloud has none')
}

/** Gives a line of the table of clouds for the fake wire and contract; all else is absent. */
export function fakeCloud(style: 'lambda' | 'fc' | 'scf' = 'lambda'): Cloud {
  return {
    name: 'fake',
    matches: () => false,
    defaultRegion: 'here',
    partitions: { fake: 'here-1' },
    partitionOf: () => 'fake',
    dialect: absent,
    provider: absent,
    functions: absent,
    wire: async () => fakeWire,
    contract: async () => fakeContract(style),
  }
}
