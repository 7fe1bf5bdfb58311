import { createServer, type Server, type Socket } from 'node:net'
import { createReader, type RuntimeRequest } from './http-reader.ts'

/** What an execution environment hears from the process that runs in it. */
export interface RuntimeEvents {
  /** The process asks for the next event; the first time ends its init phase. */
  next(deliver: Deliver): void
  response(requestId: string, body: Buffer, request: RuntimeRequest): void
  error(requestId: string, body: Buffer): void
  initError(body: Buffer): void
}

/** Sends an event to the process that asked for it. */
export type Deliver = (headers: Readonly<Record<string, string>>, body: Uint8Array) => void

/** The Runtime API of one execution environment. */
export interface RuntimeApi {
  /** `127.0.0.1:41234`. */
  readonly address: string
  close(): void
}

/**
 * Listens for one execution environment on a free port of the loopback, so that the port alone tells environments apart.
 * Answers are at most `limit` bytes.
 */
export function openRuntimeApi(limit: number, events: RuntimeEvents): Promise<RuntimeApi> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    serve(socket, limit, events)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () =>
      resolve({
        address: `127.0.0.1:${portOf(server)}`,
        close() {
          server.close()
          for (const socket of sockets) socket.destroy()
        },
      }),
    )
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function serve(socket: Socket, limit: number, events: RuntimeEvents): void {
  const out: Output = { held: '', asked: false }
  const read = createReader(limit, {
    request: request => route(request, { socket, out, events }),
    expects: () => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
    malformed() {
      socket.end(refusal(400, 'TruncatedHTTPRequest', 'This is not an HTTP request.'))
    },
  })
  socket.on('data', (chunk: Buffer) => {
    read(chunk)
    // a receipt waits for the event that is sent next only when the client has asked for that already
    if (out.held !== '' && !out.asked) {
      socket.write(out.held)
      out.held = ''
    }
  })
}

/** Receipts that are sent together with the next event: half the writes, and each costs more than all else here. */
interface Output {
  held: string
  asked: boolean
}

interface Connection {
  readonly socket: Socket
  readonly out: Output
  readonly events: RuntimeEvents
}

const base = '/2018-06-01/runtime/'

function route(request: RuntimeRequest, { socket, out, events }: Connection): void {
  if (!request.path.startsWith(base)) {
    out.held += request.path === '/ping' ? text(200, 'pong') : refusal(404, 'NotFound', 'No such path.')
    return
  }
  const [area, second, third] = request.path.slice(base.length).split('/')
  if (area === 'invocation' && second === 'next' && request.method === 'GET') {
    out.asked = true
    events.next((headers, body) => deliver(socket, out, { headers, body }))
  } else if (area === 'invocation' && second !== undefined && third === 'response') {
    out.held += request.oversize === undefined ? accepted : tooLarge(request.oversize)
    events.response(second, request.body, request)
  } else if (area === 'invocation' && second !== undefined && third === 'error') {
    out.held += accepted
    events.error(second, request.body)
  } else if (area === 'init' && second === 'error') {
    out.held += accepted
    events.initError(request.body)
  } else out.held += refusal(404, 'NotFound', 'No such path.')
}

interface Event {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** One buffer and one write per event. */
function deliver(socket: Socket, out: Output, { headers, body }: Event): void {
  let head = `${out.held}HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n`
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`
  head += `Content-Length: ${body.length}\r\n\r\n`
  out.held = ''
  out.asked = false
  const bytes = Buffer.allocUnsafe(head.length + body.length)
  bytes.write(head, 0, 'latin1')
  bytes.set(body, head.length)
  socket.write(bytes)
}

const accepted = text(202, '{"status":"OK"}')

function tooLarge(size: number): string {
  return refusal(413, 'RequestEntityTooLarge', `An answer of ${size} bytes is too large.`)
}

function refusal(status: number, errorType: string, errorMessage: string): string {
  return text(status, JSON.stringify({ errorMessage, errorType }))
}

function text(status: number, body: string): string {
  const reason = status < 300 ? 'OK' : 'Refused'
  return `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
