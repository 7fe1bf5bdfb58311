import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { WireRequest } from '../../../../src/model/operation.ts'
import { signedBy, verify } from '../../../../src/providers/aws/protocols/signature.ts'

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The example of the signing process that AWS publishes for S3: a GET of a part of an object. */
const example: WireRequest = {
  method: 'GET',
  url: '/test.txt',
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': hash(''),
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  body: new Uint8Array(),
}

const secretOf = (id: string): string | undefined => (id === 'AKIAIOSFODNN7EXAMPLE' ? secret : undefined)

describe('verify()', () => {
  it('takes the example that AWS publishes', () => {
    expect(verify(example, secretOf)).toBeUndefined()
  })

  it.each<readonly [string, Partial<WireRequest>]>([
    ['another method', { method: 'DELETE' }],
    ['another path', { url: '/other.txt' }],
    ['another query', { url: '/test.txt?acl=' }],
    ['another signed header', { headers: { ...example.headers, range: 'bytes=0-10' } }],
    ['another body', { body: Buffer.from('x') }],
  ])('refuses %s', (_what, change) => {
    expect(verify({ ...example, ...change }, secretOf)).toBe('bad-signature')
  })

  it('tells an unknown key from a wrong secret', () => {
    expect(verify(example, () => undefined)).toBe('unknown-key')
    expect(verify(example, () => 'other')).toBe('bad-signature')
  })

  it('refuses what is not signed', () => {
    expect(verify({ ...example, headers: {} }, secretOf)).toBe('bad-signature')
  })

  it('refuses a signed address after its end', () => {
    const url =
      '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404'
    const request = { ...example, url, headers: { host: 'examplebucket.s3.amazonaws.com' } }
    expect(verify(request, secretOf)).toBe('bad-signature')
    expect(signedBy(request)).toMatchObject({ service: 's3', region: 'us-east-1', expires: 86_400 })
  })
})

describe('signedBy()', () => {
  it('passes over signatures of other clouds', () => {
    for (const authorization of [
      'TC3-HMAC-SHA256 Credential=x/2026/cam/tc3_request',
      'ACS3-HMAC-SHA256 Credential=x',
      'OSS id:x',
    ])
      expect(signedBy({ ...example, headers: { authorization } })).toBeUndefined()
  })
})
