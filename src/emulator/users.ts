import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { isLocalHost, isLocalOrigin } from './guard.ts'

/** Where a command says that it uses this local cloud: the answer goes on until the cloud ends, or the command does. */
export const holdPath = '/_fnx/hold'

/** The commands that use a local cloud beside the one that started it, and the calls that are being answered. */
export interface Users {
  /** Counts what a listener answers, and answers those who hold on itself. */
  around(answer: RequestListener): RequestListener
  /** Tells those who hold on that this local cloud ends, and resolves when every call has its answer. */
  dismiss(): Promise<void>
}

/** Ms without a call after which those who were told are taken to have understood. */
const quiet = 30

/** Makes the count of users of a local cloud. */
export function createUsers(): Users {
  const held = new Set<ServerResponse>()
  let calls = 0
  let ending = false
  const hold = (request: IncomingMessage, response: ServerResponse): void => {
    if (ending || !isLocalHost(request.headers.host) || !isLocalOrigin(request.headers.origin)) {
      response.writeHead(ending ? 503 : 403).end()
      return
    }
    held.add(response)
    response.on('close', () => held.delete(response))
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.flushHeaders()
  }
  return {
    around: answer => (request, response) => {
      if (request.url === holdPath) return hold(request, response)
      calls++
      response.on('close', () => calls--)
      answer(request, response)
    },
    async dismiss() {
      ending = true
      const others = held.size > 0
      for (const response of held) response.end()
      if (others) await wait(quiet)
      while (calls > 0) await wait(quiet)
    },
  }
}
