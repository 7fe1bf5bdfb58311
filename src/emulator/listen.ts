import { createServer, type RequestListener, type Server } from 'node:http'
import { FnxError } from '../model/diagnostic.ts'

/** A port that answers HTTP. */
export interface Listening {
  /** `http://127.0.0.1:3000`. */
  readonly url: string
  /** Stops at once, with the connections that are open. */
  close(): Promise<void>
}

/** Where to listen; port 0 takes a free one. */
export interface ListenOptions {
  readonly host: string
  readonly port: number
  /** What the port is for, as a diagnostic says it, and the flag that moves it. */
  readonly purpose: string
  readonly flag: string
}

/** Listens for HTTP with limits that no honest client meets: 64 kB of headers, 30 s for them, 5 minutes for a request. */
export function listen(options: ListenOptions, answer: RequestListener): Promise<Listening> {
  const server = createServer({ maxHeaderSize: 64 * 1024, noDelay: true }, answer)
  server.headersTimeout = 30_000
  server.requestTimeout = 300_000
  server.keepAliveTimeout = 60_000
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return
    const status =
      error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(explained(error, options)))
    server.listen(options.port, options.host, () => resolve(listeningOf(server, options.host)))
  })
}

function listeningOf(server: Server, host: string): Listening {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function explained(error: NodeJS.ErrnoException, options: ListenOptions): unknown {
  const { host, port, purpose, flag } = options
  if (error.code === 'EADDRINUSE')
    return new FnxError({
      code: 'E9001',
      message: `Port ${port} of ${host}, meant for ${purpose}, is used by another program.`,
      hint: `Choose another with ${flag} PORT; 0 takes any that is free.`,
    })
  return new FnxError({
    code: 'E9001',
    message: `Port ${port} of ${host}, meant for ${purpose}, cannot be opened: ${error.message}.`,
    hint: `Choose another with ${flag} PORT.`,
  })
}
