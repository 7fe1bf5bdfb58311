/** A request as the Runtime API gets it. */
export interface RuntimeRequest {
  readonly method: string
  readonly path: string
  /** Gives the value of a header by its name in lower case. */
  header(name: string): string | undefined
  /** Empty when it was larger than the limit. */
  readonly body: Buffer
  /** The body was larger than the limit and has been thrown away; its bytes. */
  readonly oversize?: number
}

/** What a reader tells: each request, in order, and text that is no HTTP. */
export interface ReaderEvents {
  request(request: RuntimeRequest): void
  malformed(): void
  /** The client waits for `100 Continue`. */
  expects(): void
}

/** Takes the bytes of one connection as they come. */
export type Reader = (chunk: Buffer) => void

interface Head {
  readonly method: string
  readonly path: string
  readonly text: string
}

const headLimit = 64 * 1024

/**
 * Reads HTTP/1.1 requests from one connection: kept alive, pipelined, with a length or in chunks.
 * It exists because a kept socket with a small reader is many times faster than `node:http`; bodies above `limit` bytes are
 * counted and thrown away.
 */
export function createReader(limit: number, events: ReaderEvents): Reader {
  let pending: Buffer = Buffer.alloc(0)
  let head: Head | undefined
  let body: Body | undefined

  return chunk => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    while (pending.length > 0 || body?.done()) {
      if (head === undefined || body === undefined) {
        const end = pending.indexOf('\r\n\r\n')
        if (end < 0) {
          if (pending.length > headLimit) events.malformed()
          return
        }
        head = readHead(pending.toString('latin1', 0, end))
        if (head === undefined) {
          events.malformed()
          return
        }
        pending = pending.subarray(end + 4)
        body = bodyOf(head.text, limit)
        if (/\r\nexpect: *100-continue/i.test(head.text)) events.expects()
      }
      const rest = body.take(pending)
      if (rest === undefined) {
        events.malformed()
        return
      }
      pending = rest
      if (!body.done()) return
      events.request(requestOf(head, body))
      head = undefined
      body = undefined
    }
  }
}

function readHead(text: string): Head | undefined {
  const line = text.slice(0, Math.max(0, text.indexOf('\r\n')) || text.length)
  const [method, path, version] = line.split(' ')
  if (method === undefined || path === undefined || !version?.startsWith('HTTP/1.')) return undefined
  return { method, path, text }
}

function requestOf(head: Head, body: Body): RuntimeRequest {
  const request = {
    method: head.method,
    path: head.path,
    header: (name: string) => headerOf(head.text, name),
    body: body.bytes(),
  }
  return body.size() > body.limit ? { ...request, oversize: body.size() } : request
}

function headerOf(text: string, name: string): string | undefined {
  const lower = text.toLowerCase()
  const start = lower.indexOf(`\r\n${name}:`)
  if (start < 0) return undefined
  const from = start + name.length + 3
  const end = text.indexOf('\r\n', from)
  return text.slice(from, end < 0 ? undefined : end).trim()
}

interface Body {
  readonly limit: number
  /** Takes what is its own and gives the rest, or nothing when the bytes make no sense. */
  take(bytes: Buffer): Buffer | undefined
  done(): boolean
  size(): number
  bytes(): Buffer
}

function bodyOf(head: string, limit: number): Body {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (/\r\ntransfer-encoding:[^\r]*chunked/i.test(head)) return chunkedBody(limit)
  return sizedBody(length === undefined ? 0 : Number(length), limit)
}

function sizedBody(length: number, limit: number): Body {
  const kept: Buffer[] = []
  let left = length
  return {
    limit,
    take(bytes) {
      const own = bytes.length > left ? bytes.subarray(0, left) : bytes
      left -= own.length
      if (length <= limit && own.length > 0) kept.push(own)
      return bytes.subarray(own.length)
    },
    done: () => left === 0,
    size: () => length,
    bytes: () => joined(kept),
  }
}

function chunkedBody(limit: number): Body {
  const kept: Buffer[] = []
  let size = 0
  let left = 0
  let ended = false
  const keep = (bytes: Buffer): void => {
    size += bytes.length
    if (size <= limit) kept.push(bytes)
    else kept.length = 0
  }
  return {
    limit,
    take(bytes) {
      let rest = bytes
      while (!ended) {
        if (left > 2) {
          const own = rest.subarray(0, left - 2)
          keep(own)
          left -= own.length
          rest = rest.subarray(own.length)
          if (left > 2) return rest
        }
        if (left > 0) {
          // the line end that follows the data of each chunk
          if (rest.length < left) return rest
          rest = rest.subarray(left)
          left = 0
        }
        const end = rest.indexOf('\r\n')
        if (end < 0) return rest.length > headLimit ? undefined : rest
        const length = Number.parseInt(rest.toString('latin1', 0, end), 16)
        if (Number.isNaN(length)) return undefined
        if (length === 0) {
          // trailers, if any, end with an empty line
          const close = rest.indexOf('\r\n\r\n', end)
          if (close < 0) return rest
          ended = true
          return rest.subarray(close + 4)
        }
        rest = rest.subarray(end + 2)
        left = length + 2
      }
      return rest
    },
    done: () => ended,
    size: () => size,
    bytes: () => joined(kept),
  }
}

function joined(parts: readonly Buffer[]): Buffer {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
}
