import { createHmac } from 'node:crypto'

/** What of a request to the log service is signed. */
export interface Signed {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** Gives the signature of a request (https://help.aliyun.com/zh/sls/developer-reference/request-signatures). */
export function signatureOf({ method, path, query, headers }: Signed, secret: string): string {
  const own = Object.entries(headers)
    .filter(([name]) => /^x-(?:log|acs)-/.test(name))
    .sort(byName)
    .map(([name, value]) => `${name}:${value}\n`)
  const asked = Object.entries(query).sort(byName)
  const resource = asked.length === 0 ? path : `${path}?${asked.map(pair => pair.join('=')).join('&')}`
  const head = [method, headers['content-md5'] ?? '', headers['content-type'] ?? '', headers.date ?? '']
  return createHmac('sha256', secret)
    .update(`${head.join('\n')}\n${own.join('')}${resource}`)
    .digest('base64')
}

function byName([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1
}
