import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Called, Pace, Provider } from '../../model/provider.ts'
import type { TracedCall } from '../context.ts'

/** What HTTP tells of the call that is under way; of one that is sent again, what its last answer told. */
interface Exchange {
  method?: string
  path?: string
  status?: number
  requestId?: string
}

const exchanges = new AsyncLocalStorage<Exchange>()
const requests = new WeakMap<ClientRequest, Exchange>()

/** How a trace is kept. */
export interface TraceInput {
  readonly provider: Provider
  tell(call: TracedCall): void
}

/** Gives a pace that tells of each call once it has ended, well or not, with how often it was sent. */
export function traced(pace: Pace, { provider, tell }: TraceInput): Pace {
  watchRequests()
  return {
    ...pace,
    async attempt(send, options) {
      const start = performance.now()
      const exchange: Exchange = {}
      let attempts = 0
      const counted = () => {
        attempts++
        return exchanges.run(exchange, send)
      }
      const ended = (told: Pick<TracedCall, 'error' | 'requestId'>): void =>
        tell({
          ...nameOf(options.call, { exchange, provider }),
          ...(exchange.status !== undefined && { status: exchange.status }),
          duration: Math.round(performance.now() - start),
          attempts,
          ...(exchange.requestId !== undefined && { requestId: exchange.requestId }),
          ...told,
        })
      try {
        const answer = await pace.attempt(counted, options)
        ended(idIn(answer))
        return answer
      } catch (error) {
        ended({ ...idIn(error), error: provider.diagnose(error).diagnostic.message })
        throw error
      }
    },
  }
}

interface Nameless {
  readonly exchange: Exchange
  readonly provider: Provider
}

/** A call of an object store has no name but what HTTP gives it: `GET ?tagging`. */
function nameOf(called: Called | undefined, { exchange, provider }: Nameless) {
  const { method = 'call', path = '' } = exchange
  const subresource = /\?([a-z][a-zA-Z-]*)(?=[=&]|$)/.exec(path)?.[1]
  return {
    service: called?.service ?? provider.name,
    operation: called?.operation ?? (subresource === undefined ? method : `${method} ?${subresource}`),
  }
}

/** Tencent's request ID stands in the body, and its SDKs put it into their answers and errors. */
function idIn(answer: unknown): { readonly requestId?: string } {
  const { RequestId, requestId } = Object(answer)
  const found = [RequestId, requestId].find(id => typeof id === 'string' && id !== '')
  return found === undefined ? {} : { requestId: found }
}

let watching = false

/** Every SDK goes through Node's own client, which says what it does: https://nodejs.org/api/diagnostics_channel.html#http. */
function watchRequests(): void {
  if (watching) return
  watching = true
  subscribe('http.client.request.start', message => {
    const { request } = message as { readonly request: ClientRequest } // as its page says
    const exchange = exchanges.getStore()
    if (exchange === undefined) return
    requests.set(request, Object.assign(exchange, { method: request.method, path: request.path }))
  })
  subscribe('http.client.response.finish', message => {
    const { request, response } = message as {
      readonly request: ClientRequest
      readonly response: IncomingMessage
    }
    const exchange = requests.get(request)
    if (exchange === undefined) return
    const id = Object.entries(response.headers).find(([name]) => /request-?id$/.test(name))?.[1]
    if (response.statusCode !== undefined) exchange.status = response.statusCode
    if (typeof id === 'string') exchange.requestId = id
  })
}
