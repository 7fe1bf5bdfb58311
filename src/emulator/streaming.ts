import type { RuntimeRequest } from './http-reader.ts'

const contentType = 'application/vnd.awslambda.http-integration-response'

/**
 * Turns a streamed HTTP answer (a JSON head, eight NUL bytes, the body) into the proxy form that gateways read.
 * Everything else stays as it is.
 */
export function prelude(body: Buffer, request: RuntimeRequest): Uint8Array {
  if (request.header('content-type') !== contentType) return body
  const end = body.indexOf(Buffer.alloc(8))
  if (end < 0) return body
  try {
    const head: unknown = JSON.parse(body.toString('utf8', 0, end))
    const rest = body.subarray(end + 8).toString('base64')
    return Buffer.from(JSON.stringify({ ...(head as object), body: rest, isBase64Encoded: true })) // spreading is safe for any JSON
  } catch {
    return body
  }
}
