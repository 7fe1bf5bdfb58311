import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { WireErrorKind, WireRequest } from '../../../src/model/operation.ts'
import { createSend } from '../../../src/providers/aws/client.ts'
import { diagnose } from '../../../src/providers/aws/diagnose.ts'
import { parseXml, textAt, xml } from '../../../src/providers/aws/protocols/xml.ts'
import { payloadOf } from '../../../src/providers/aws/s3/wire-objects.ts'
import { placeOf } from '../../../src/providers/aws/s3/wire-service.ts'
import { openWire } from '../../../src/providers/aws/wire.ts'
import { memoryStore, serveWire } from '../../support/wire-server.ts'
import { shortPace } from './aws-cloud.ts'

const wire = await openWire()

function signed(service: string, more: Partial<WireRequest> = {}): WireRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=local/20261122/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=${createHmac('sha256', 'x').digest('hex')}`
  return {
    method: 'GET',
    url: '/',
    body: new Uint8Array(),
    ...more,
    headers: { authorization, ...more.headers },
  }
}

describe('wire.recognise()', () => {
  it.each<readonly [string, WireRequest, string, string, boolean]>([
    [
      'a REST call',
      signed('lambda', { url: '/2015-03-31/functions/a%3Ab?x=1' }),
      'lambda',
      'GetFunction',
      false,
    ],
    [
      'a REST call that changes',
      signed('lambda', { method: 'POST', url: '/2015-03-31/functions/' }),
      'lambda',
      'CreateFunction',
      true,
    ],
    [
      'an invocation',
      signed('lambda', { method: 'POST', url: '/2015-03-31/functions/a/invocations' }),
      'lambda',
      'Invoke',
      false,
    ],
    ['a REST API', signed('apigateway', { url: '/restapis/a/stages/b' }), 'apigateway', 'GetStage', false],
    [
      'an HTTP API',
      signed('apigateway', { method: 'PUT', url: '/v2/apis' }),
      'apigatewayv2',
      'ImportApi',
      true,
    ],
    [
      'a form',
      signed('iam', { body: Buffer.from('Action=CreateRole&Version=1') }),
      'iam',
      'CreateRole',
      true,
    ],
    [
      'a target',
      signed('events', { headers: { 'x-amz-target': 'AWSEvents.PutRule' } }),
      'events',
      'PutRule',
      true,
    ],
    ['a bucket in the path', signed('s3', { method: 'PUT', url: '/photos' }), 's3', 'CreateBucket', true],
    [
      'a bucket in the host',
      signed('s3', { url: '/a/b', headers: { host: 'photos.s3.amazonaws.com' } }),
      's3',
      'GetObject',
      false,
    ],
    [
      'a document of a bucket',
      signed('s3', { method: 'PUT', url: '/photos?tagging' }),
      's3',
      'PutBucketTagging',
      true,
    ],
    [
      'what is not emulated',
      signed('sqs', { headers: { 'x-amz-target': 'AmazonSQS.CreateQueue' } }),
      'sqs',
      'CreateQueue',
      true,
    ],
    [
      'an unknown path',
      signed('lambda', { method: 'POST', url: '/2018-10-31/layers/a/nowhere' }),
      'lambda',
      'POST /2018-10-31/layers/a/nowhere',
      true,
    ],
  ])('knows %s', (_what, request, service, operation, mutates) => {
    expect(wire.recognise(request)).toEqual({ service, operation, mutates })
  })

  it('passes over what is not signed for AWS', () => {
    expect(wire.recognise({ ...signed('lambda'), headers: {} })).toBeUndefined()
  })
})

describe('wire.operations', () => {
  it('hold each call once', () => {
    const names = wire.operations.map(({ service, name }) => `${service} ${name}`)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

describe('wire.refuse()', () => {
  const kinds: readonly (readonly [WireErrorKind, string])[] = [
    ['throttled', 'throttled'],
    ['internal', 'transport'],
    ['bad-signature', 'denied'],
    ['unknown-key', 'denied'],
  ]
  it.each(kinds)('says %s so that the SDK understands it as %s', async (said, kind) => {
    const server = await serveWire({ ...wire, verify: () => said })
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const options = { endpoint: server.url, region: 'us-east-1', maxAttempts: 1, credentials }
    const call = createSend({ ...shortPace(), attempt: send => send() }, options)
    const errors = await Promise.all([
      call('lambda', 'GetFunction', { FunctionName: 'x' }).catch(error => error),
      call('iam', 'GetRole', { RoleName: 'x' }).catch(error => error),
      call('s3', 'GetBucketTagging', { Bucket: 'xyz' }).catch(error => error),
      call('apigateway', 'GetRestApis', {}).catch(error => error),
      call('apigatewayv2', 'GetApis', {}).catch(error => error),
      call('events', 'DescribeRule', { Name: 'x' }).catch(error => error),
      call('logs', 'DescribeLogGroups', {}).catch(error => error),
    ])
    expect(errors.map(error => diagnose(error).kind)).toEqual(errors.map(() => kind))
  })
})

describe('payloadOf()', () => {
  it('frees bytes of the chunks and trailers of newer clients', () => {
    const body = Buffer.from(
      '5;chunk-signature=abc\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:AAAA==\r\n\r\n',
    )
    const headers = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }
    const bytes = payloadOf({ method: 'PUT', url: '/a/b', headers, body })
    expect(Buffer.from(bytes).toString()).toBe('hello!')
  })

  it('refuses chunks that end too soon', () => {
    const headers = { 'content-encoding': 'aws-chunked' }
    expect(() => payloadOf({ method: 'PUT', url: '/a/b', headers, body: Buffer.from('zz\r\n') })).toThrow()
    expect(() => payloadOf({ method: 'PUT', url: '/a/b', headers, body: Buffer.from('5') })).toThrow()
  })
})

describe('placeOf()', () => {
  it.each([
    ['/photos/a/b.txt', 'localhost:4566', 'photos', 'a/b.txt'],
    ['/a%20b/c', 'photos.s3.eu-west-1.amazonaws.com', 'photos', 'a b/c'],
    ['/a', 'photos.localhost:4566', 'photos', 'a'],
    ['/', '127.0.0.1:4566', '', ''],
  ])('finds bucket and key in %s at %s', (url, host, bucket, key) => {
    expect(placeOf({ method: 'GET', url, headers: { host }, body: new Uint8Array() })).toMatchObject({
      bucket,
      key,
    })
  })
})

describe('xml', () => {
  it('comes back as it was written', () => {
    const text = 'a<b>&"c\r\u00fc'
    const read = parseXml(`<?xml version="1.0"?>\n${xml('A', { B: { C: text }, D: ['1', '2'] })}`)
    expect(textAt(read, 'B', 'C')).toBe(text)
    expect(read?.children.map(({ tag, text: own }) => [tag, own])).toEqual([
      ['B', ''],
      ['D', '1'],
      ['D', '2'],
    ])
  })

  it.each(['<a>', '<a></b', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'a<', '<a b=c/>'])(
    'does not read %s',
    text => {
      expect(parseXml(text)).toBeUndefined()
    },
  )
})

describe('wire.app()', () => {
  it('is empty where nothing is deployed', () => {
    expect(wire.app(memoryStore())).toEqual({ functions: [], routes: [], timers: [], unsupported: [] })
  })
})
