import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { WireRequest } from '../../../../src/model/operation.ts'
import { verifyApi, verifyCos } from '../../../../src/providers/tencent/protocols/signature.ts'

const secretOf = (id: string) => (id === 'local' ? 'local' : undefined)
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()
const sha256 = (data: string) => createHash('sha256').update(data).digest('hex')

/** Signs as the page on TC3 describes it, with x-tc-action among the signed headers and the port in the host. */
function signed(host: string, body = '{}'): WireRequest {
  const names = 'content-type;host;x-tc-action'
  const headers = { 'content-type': 'application/json; charset=utf-8', host, 'x-tc-action': 'ListFunctions' }
  const lines = `content-type:${headers['content-type']}\nhost:${host}\nx-tc-action:listfunctions\n`
  const canonical = ['POST', '/', '', lines, names, sha256(body)].join('\n')
  const text = ['TC3-HMAC-SHA256', '1551113065', '2019-02-25/scf/tc3_request', sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac('TC3local', '2019-02-25'), 'scf'), 'tc3_request')
  const signature = hmac(key, text).toString('hex')
  const authorization = `TC3-HMAC-SHA256 Credential=local/2019-02-25/scf/tc3_request, SignedHeaders=${names}, Signature=${signature}`
  return {
    method: 'POST',
    url: '/',
    headers: { ...headers, 'x-tc-timestamp': '1551113065', authorization },
    body: Buffer.from(body),
  }
}

describe('verifyApi()', () => {
  it('takes a signature of its own key', () => {
    expect(verifyApi(signed('127.0.0.1:4566'), secretOf)).toBeUndefined()
  })

  it.each([
    ['a changed body', { body: Buffer.from('{"a":1}') }, 'bad-signature'],
    ['a changed path', { url: '/x' }, 'bad-signature'],
    ['no signature', { headers: { host: 'x' } }, 'bad-signature'],
  ])('refuses %s', (_name, change, kind) => {
    expect(verifyApi({ ...signed('127.0.0.1'), ...change }, secretOf)).toBe(kind)
  })

  it('refuses a key that it does not know', () => {
    expect(verifyApi(signed('127.0.0.1'), () => undefined)).toBe('unknown-key')
  })
})

/** Signs as the page on request signatures of COS describes it, in the query. */
function presigned(path: string, query: string): WireRequest {
  const sha1 = (data: string) => createHash('sha1').update(data).digest('hex')
  const hmac1 = (key: string, data: string) => createHmac('sha1', key).update(data).digest('hex')
  const time = '1557902800;1557910000'
  const format = `get\n${decodeURIComponent(path)}\nprefix=a%20b\nhost=b-1250000000.cos.ap-guangzhou.myqcloud.com\n`
  const signature = hmac1(hmac1('local', time), `sha1\n${time}\n${sha1(format)}\n`)
  const auth = `q-sign-algorithm=sha1&q-ak=local&q-sign-time=${time}&q-key-time=${time}&q-header-list=host&q-url-param-list=prefix&q-signature=${signature}`
  return {
    method: 'GET',
    url: `${path}?${query}&${auth}`,
    headers: { host: 'b-1250000000.cos.ap-guangzhou.myqcloud.com' },
    body: Buffer.alloc(0),
  }
}

describe('verifyCos()', () => {
  it('takes a signed address', () => {
    expect(verifyCos(presigned('/x%20y', 'prefix=a%20b'), secretOf)).toBeUndefined()
  })

  it('refuses an address that was changed', () => {
    expect(verifyCos(presigned('/x%20y', 'prefix=other'), secretOf)).toBe('bad-signature')
  })

  it('refuses a call without a signature', () => {
    expect(verifyCos({ method: 'GET', url: '/', headers: {}, body: Buffer.alloc(0) }, secretOf)).toBe(
      'bad-signature',
    )
  })
})
