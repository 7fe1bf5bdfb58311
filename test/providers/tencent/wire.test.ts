import { describe, expect, it } from 'vitest'
import type { WireRequest } from '../../../src/model/operation.ts'
import { openWire } from '../../../src/providers/tencent/wire.ts'

const wire = await openWire()

function api(version: string, action: string): WireRequest {
  return {
    method: 'POST',
    url: '/',
    headers: { 'x-tc-version': version, 'x-tc-action': action },
    body: Buffer.alloc(0),
  }
}

function cos(method: string, url: string, host = 'b-1250000000.cos.ap-guangzhou.myqcloud.com'): WireRequest {
  return { method, url, headers: { host }, body: Buffer.alloc(0) }
}

describe('wire.recognise()', () => {
  const table: readonly (readonly [WireRequest, string])[] = [
    [api('2018-04-16', 'CreateFunction'), 'scf CreateFunction mutates'],
    [api('2018-04-16', 'GetFunction'), 'scf GetFunction reads'],
    [api('2018-04-16', 'PublishVersion'), 'scf PublishVersion mutates'],
    [api('2019-01-16', 'AttachRolePolicy'), 'cam AttachRolePolicy mutates'],
    [api('2018-08-13', 'GetCallerIdentity'), 'sts GetCallerIdentity reads'],
    [api('2018-08-13', 'ModifyResourceTags'), 'tag ModifyResourceTags mutates'],
    [cos('GET', '/', 'service.cos.myqcloud.com'), 'cos GetService reads'],
    [cos('PUT', '/'), 'cos PutBucket mutates'],
    [cos('GET', '/?tagging'), 'cos GetBucketTagging reads'],
    [cos('GET', '/?versions'), 'cos GetBucketObjectVersions reads'],
    [cos('GET', '/?prefix=a'), 'cos GetBucket reads'],
    [cos('DELETE', '/?origin'), 'cos DeleteBucketOrigin mutates'],
    [cos('GET', '/?inventory&id=1'), 'cos GetBucketInventoryId reads'],
    [cos('DELETE', '/'), 'cos DeleteBucket mutates'],
    [cos('PUT', '/a/b%20c'), 'cos PutObject mutates'],
    [cos('HEAD', '/a'), 'cos HeadObject reads'],
    [cos('DELETE', '/a'), 'cos DeleteObject mutates'],
    [cos('POST', '/a?uploads'), 'cos PostObjectUploads mutates'],
    [cos('POST', '/?delete'), 'cos DeleteMultipleObjects mutates'],
  ]
  it.each(table)('%o is %s', (request, expected) => {
    const found = wire.recognise(request)
    expect(`${found?.service} ${found?.operation} ${found?.mutates ? 'mutates' : 'reads'}`).toBe(expected)
  })

  it('leaves the calls of other clouds alone', () => {
    const aws = { authorization: 'AWS4-HMAC-SHA256 Credential=local/x', host: '127.0.0.1:4566' }
    expect(
      wire.recognise({ method: 'GET', url: '/bucket/key', headers: aws, body: Buffer.alloc(0) }),
    ).toBeUndefined()
  })
})

describe('wire.refuse()', () => {
  it('says no with HTTP 200 and a code, but 501 for what is not emulated', () => {
    const request = api('2018-04-16', 'PublishVersion')
    const recognised = { service: 'scf', operation: 'PublishVersion', mutates: true }
    const throttled = wire.refuse(request, recognised, 'throttled')
    expect([throttled.status, String(throttled.body)]).toEqual([
      200,
      expect.stringContaining('RequestLimitExceeded'),
    ])
    const unknown = wire.refuse(request, recognised, 'not-emulated')
    expect([unknown.status, String(unknown.body)]).toEqual([
      501,
      expect.stringContaining('scf PublishVersion'),
    ])
  })

  it('says no in XML for COS', () => {
    const reply = wire.refuse(
      cos('PUT', '/'),
      { service: 'cos', operation: 'PutBucket', mutates: true },
      'throttled',
    )
    expect([reply.status, String(reply.body)]).toEqual([
      503,
      expect.stringContaining('<Code>SlowDown</Code>'),
    ])
  })
})

describe('wire.operations', () => {
  it('stand in the table once', () => {
    const names = wire.operations.map(({ service, name }) => `${service} ${name}`)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
