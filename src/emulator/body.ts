import type { IncomingMessage } from 'node:http'

/** Reads the body of a request; gives nothing when it is longer than `limit` bytes, or when the client went away. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | 'gone'> {
  const { headers } = request
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
    return Promise.resolve(Buffer.alloc(0))
  return new Promise(resolve => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= limit) parts.push(part)
      else {
        parts.length = 0
        resolve('too-large')
      }
    })
    request.on('end', () =>
      resolve(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)),
    )
    request.on('error', () => resolve('gone'))
    request.on('close', () => resolve('gone'))
  })
}
