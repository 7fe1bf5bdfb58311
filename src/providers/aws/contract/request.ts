import type { HttpRequest } from '../../../model/contract.ts'
import type { Properties } from '../../../model/value.ts'

/** The stand-in for the id of an account in events. */
export const account = '000000000000'

/** Pairs of a query text, decoded where asked; a plus sign is a blank as in a form. */
export function queryPairs(query: string): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(query)]
}

/** Groups pairs by name, in the order in which names first come. */
export function grouped(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const [name, value] of pairs) {
    const known = found.get(name)
    if (known === undefined) found.set(name, [value])
    else known.push(value)
  }
  return Object.fromEntries(found)
}

/** Gives the value of a header whatever the case of its name. */
export function header(request: HttpRequest, name: string): string | undefined {
  return request.headers.find(([key]) => key.toLowerCase() === name)?.[1]
}

/** Gives the headers as the newer events have them: lower case, values joined by a comma, cookies apart. */
export function joinedHeaders(request: HttpRequest): Record<string, string> {
  const lower = request.headers.map(([name, value]) => [name.toLowerCase(), value] as const)
  const own = Object.entries(grouped(lower.filter(([name]) => name !== 'cookie')))
  return {
    ...Object.fromEntries(own.map(([name, values]) => [name, values.join(',')])),
    ...forwarded(request),
  }
}

/** Gives the headers that a gateway adds. */
export function forwarded(request: HttpRequest): Record<string, string> {
  const port = /:(\d+)$/.exec(header(request, 'host') ?? '')?.[1] ?? '80'
  return { 'x-forwarded-for': request.sourceIp, 'x-forwarded-port': port, 'x-forwarded-proto': 'http' }
}

const textual =
  /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded|graphql)|[\w.+-]+\/[\w.-]+\+(json|xml))/i

/** Gives body and encoding as the newer events have them: text as it is, all else in base64. */
export function encodedBody(request: HttpRequest): Properties {
  const bytes = Buffer.from(request.body)
  if (bytes.length === 0) return { isBase64Encoded: false }
  const type = header(request, 'content-type')
  const text = type === undefined || textual.test(type)
  return text
    ? { body: bytes.toString('utf8'), isBase64Encoded: false }
    : { body: bytes.toString('base64'), isBase64Encoded: true }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Writes a time as events have it: `22/Nov/2026:16:51:00 +0000`. */
export function logTime(time: Date): string {
  const [date = '', clock = ''] = time.toISOString().split('T')
  const [year, , day] = date.split('-')
  return `${day}/${months[time.getUTCMonth()]}/${year}:${clock.slice(0, 8)} +0000`
}

/** Gives the host of a request without its port. */
export function hostOf(request: HttpRequest): string {
  return (header(request, 'host') ?? 'localhost').replace(/:\d+$/, '')
}

/** Decodes a path, leaving it as it is where it cannot be decoded. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
