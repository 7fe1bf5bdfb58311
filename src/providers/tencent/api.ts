import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import type { Pace } from '../../model/provider.ts'
import { isRecord, type Properties } from '../../model/value.ts'
import { rolesInMaking } from './cam/roles-in-making.ts'
import type { Service, TencentClient } from './client.ts'
import type { Credentials } from './credentials.ts'

/** Where calls go, and whose they are. */
export interface Target {
  readonly region: string
  readonly keys: Credentials
  readonly endpoint?: string
}

/** Makes the caller of the APIs that are signed with TC3; the SDK of a service is loaded at its first call. */
export function apiCaller(target: Target, pace: Pace): TencentClient['call'] {
  const clients = new Map<string, Promise<Requester>>()
  const spreading = rolesInMaking()
  return async (service, action, input) => {
    const repeatable = !/^(Create|Invoke)/.test(action)
    spreading.note(service, input)
    const limit = action === 'Invoke' ? 910 : 60
    const key = `${service} ${limit}`
    const client = clients.get(key) ?? open(service, target, limit)
    clients.set(key, client)
    const requester = await client
    const send = async () => answer(await requester.request(action, input))
    const call = { service, operation: action }
    return await pace.attempt(() => send().catch(error => spreading.refuse(error, input)), {
      repeatable,
      call,
    })
  }
}

/** What all clients of the SDK have in common. */
interface Requester {
  request(action: string, input: unknown, options?: { readonly skipSign?: boolean }): Promise<unknown>
}

/** Opens the SDK's client of a service; `limit` is the longest that an answer may take, in seconds. */
export async function open(
  service: Service,
  { region, keys, endpoint }: Target,
  limit: number,
): Promise<Requester> {
  const Client = await classes[service]()
  const { id, secret, token } = keys
  return new Client({
    credential: { secretId: id, secretKey: secret, ...(token === undefined ? {} : { token }) },
    region,
    profile: { httpProfile: { reqTimeout: limit, ...placeOf(endpoint) } },
  })
}

/** With an agent the SDK leaves `http_proxy` alone, which it would follow for what goes by TLS, and to the local cloud. */
function placeOf(endpoint: string | undefined) {
  if (endpoint === undefined) return { agent: new SecureAgent() }
  const { protocol, host } = new URL(endpoint)
  return {
    endpoint: host,
    protocol: `${protocol}//`,
    agent: protocol === 'http:' ? new Agent() : new SecureAgent(),
  }
}

const classes = {
  scf: async () => (await import('./scf/client.ts')).Client,
  cls: async () => (await import('./cls/client.ts')).Client,
  cam: async () => (await import('./cam/client.ts')).Client,
  sts: async () => (await import('./sts/client.ts')).Client,
  tag: async () => (await import('./tag/client.ts')).Client,
}

/** Takes an answer for a map; what is none is no answer. */
export function answer(value: unknown): Properties {
  if (isRecord(value)) return value
  throw new SyntaxError('Unexpected token in the answer')
}
