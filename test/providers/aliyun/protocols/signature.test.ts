import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { WireRequest } from '../../../../src/model/operation.ts'
import { openWire } from '../../../../src/providers/aliyun/wire.ts'

const wire = await openWire()

const secretOf = (id: string): string | undefined => (id === 'local' ? 'local' : undefined)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function request(method: string, url: string, headers: WireRequest['headers'], body = ''): WireRequest {
  return { method, url, headers: { host: '127.0.0.1:4566', ...headers }, body: Buffer.from(body) }
}

/** ACS3 as its page describes it, for one fixed set of headers. */
function acs3(key: string, secret: string): WireRequest {
  const headers = {
    host: '127.0.0.1:4566',
    'x-acs-action': 'GetRole',
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': '2026-11-22T10:00:00Z',
    'x-acs-signature-nonce': 'n',
    'x-acs-version': '2015-05-01',
  }
  const names = Object.keys(headers)
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
  const canonical = ['POST', '/', 'RoleName=a%20b', lines.join(''), names.join(';'), sha256('')].join('\n')
  const signature = createHmac('sha256', secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex')
  const authorization = `ACS3-HMAC-SHA256 Credential=${key},SignedHeaders=${names.join(';')},Signature=${signature}`
  return request('POST', '/?RoleName=a+b', { ...headers, authorization })
}

/** The signature that RPC services took before ACS3. */
function rpc(secret: string): WireRequest {
  const given: Record<string, string> = {
    AccessKeyId: 'local',
    Action: 'GetCallerIdentity',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: 'n',
    SignatureVersion: '1.0',
    Timestamp: '2026-11-22T10:00:00Z',
    Version: '2015-04-01',
  }
  const query = Object.entries(given)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  const text = `GET&%2F&${encodeURIComponent(query)}`
  const signature = createHmac('sha1', `${secret}&`).update(text).digest('base64')
  return request('GET', `/?${query}&Signature=${encodeURIComponent(signature)}`, {})
}

/** OSS's first signature in a header. */
function oss(secret: string): WireRequest {
  const date = 'Sun, 22 Nov 2026 10:00:00 GMT'
  const text = `PUT\n\ntext/plain\n${date}\nx-oss-meta-a:b\n/photos/a b.txt?tagging`
  const signature = createHmac('sha1', secret).update(text).digest('base64')
  const headers = {
    date,
    'content-type': 'text/plain',
    'x-oss-meta-a': 'b',
    authorization: `OSS local:${signature}`,
  }
  return request('PUT', '/photos/a%20b.txt?tagging', headers, 'x')
}

/** OSS's fourth signature in a header, with the bucket in the host. */
function oss4(secret: string): WireRequest {
  const [date, scope] = ['20261122T100000Z', '20261122/cn-hangzhou/oss/aliyun_v4_request']
  const head = `x-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:${date}\n`
  const canonical = `GET\n/photos/\nlist-type=2&prefix=a%2Fb\n${head}\n\nUNSIGNED-PAYLOAD`
  const text = `OSS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`
  let key: string | Buffer = `aliyun_v4${secret}`
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const signature = createHmac('sha256', key).update(text).digest('hex')
  return request('GET', '/?list-type=2&prefix=a%2Fb', {
    host: 'photos.oss-cn-hangzhou.aliyuncs.com',
    'x-oss-date': date,
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    authorization: `OSS4-HMAC-SHA256 Credential=local/${scope},Signature=${signature}`,
  })
}

const schemes = [
  ['ACS3', (secret: string) => acs3('local', secret), 'ram GetRole'],
  ['RPC', rpc, 'sts GetCallerIdentity'],
  ['OSS', oss, 'oss PUT?tagging'],
  ['OSS4', oss4, 'oss ListObjects'],
] as const

describe('recognise()', () => {
  const called = (method: string, url: string, headers = {}) =>
    wire.recognise(request(method, url, { host: 'photos.oss-cn-hangzhou.aliyuncs.com', ...headers }))
      ?.operation

  it.each([
    ['DELETE', '/', 'DeleteBucket'],
    ['DELETE', '/?publicAccessBlock', 'DELETE?publicAccessBlock'],
    ['PUT', '/?transferAcceleration', 'PUT?transferAcceleration'],
    ['PUT', '/?tagging', 'PutBucketTags'],
    ['GET', '/?prefix=a&max-keys=1&x-oss-date=1', 'ListObjects'],
    ['GET', '/?replication&x-oss-date=1', 'GET?replication'],
    ['PUT', '/a?partNumber=1&uploadId=2', 'PUT?partNumber&uploadId'],
  ])('takes what asks for another call for no plain one: %s %s', (method, url, operation) =>
    expect(called(method, url)).toBe(operation),
  )

  it('takes a copy for no upload of nothing', () =>
    expect(called('PUT', '/a', { 'x-oss-copy-source': '/photos/b' })).toBe('PUT?copy'))
})

describe('verify()', () => {
  it.each(schemes)('takes a request signed by %s and refuses another secret', (_, sign, call) => {
    expect(wire.verify(sign('local'), secretOf)).toBeUndefined()
    expect(wire.verify(sign('other'), secretOf)).toBe('bad-signature')
    const { service, operation } = wire.recognise(sign('local')) ?? {}
    expect(`${service} ${operation}`).toBe(call)
  })

  it('refuses a body that is not the one that was signed', () => {
    expect(wire.verify({ ...acs3('local', 'local'), body: Buffer.from('{}') }, secretOf)).toBe(
      'bad-signature',
    )
  })

  it('tells an unknown key from a wrong secret', () => {
    expect(wire.verify(acs3('stranger', 'local'), secretOf)).toBe('unknown-key')
  })
})

describe('recognise()', () => {
  it.each([
    request('GET', '/', {}),
    request('POST', '/', { 'x-tc-action': 'ListFunctions' }),
    request('PUT', '/photos', {
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20261122/x/s3/aws4_request',
    }),
  ])('leaves what is not Aliyun’s to others', one => {
    expect(wire.recognise(one)).toBeUndefined()
  })
})

describe('refuse()', () => {
  it.each([
    ['fc', 'throttled', 503, 'ResourceThrottled'],
    ['ram', 'throttled', 429, 'Throttling.User'],
    ['oss', 'bad-signature', 403, '<Code>SignatureDoesNotMatch</Code>'],
    ['fc', 'not-emulated', 501, 'NotImplemented'],
  ] as const)('says %s %s in the words of the service', (service, kind, status, words) => {
    const recognised = { service, operation: 'X', mutates: false }
    const reply = wire.refuse(request('GET', '/', {}), recognised, kind)
    expect(reply.status).toBe(status)
    expect(String(reply.body)).toContain(words)
  })
})
