import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type Server } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { proxyFor } from '../../src/workflows/target/proxy.ts'
import { fnx, temporaryFolder } from '../support/fnx.ts'
import { lay } from '../support/running.ts'

const limit = 180_000
const keys = {
  AWS_ACCESS_KEY_ID: 'a',
  AWS_SECRET_ACCESS_KEY: 'b',
  AWS_REGION: 'us-east-1',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'a',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'b',
  TENCENTCLOUD_SECRET_ID: 'a',
  TENCENTCLOUD_SECRET_KEY: 'b',
}
const templates: Readonly<Record<string, string>> = {
  aws: 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  B: { Type: AWS::S3::Bucket }\n',
  aliyun:
    "ROSTemplateFormatVersion: '2015-09-01'\nResources:\n  B: { Type: ALIYUN::OSS::Bucket, Properties: { BucketName: b-1 } }\n",
  tencent:
    'Resources:\n  default:\n    Type: TencentCloud::Serverless::Namespace\n    Hello: { Type: TencentCloud::Serverless::Function, Properties: { Handler: index.h, Runtime: Nodejs18.15, CodeUri: ./ } }\n',
}

/** A proxy that notes what it is asked for and lets nothing through. */
async function refusingProxy() {
  const asked: string[] = []
  const server = createServer().on('connect', ({ url = '' }, socket) => {
    asked.push(url)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  return { asked, url: `http://127.0.0.1:${portOf(server)}` }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

describe('a proxy that the environment names', () => {
  it.each([
    ['aws', 'HTTPS_PROXY', 'sts.us-east-1.amazonaws.com:443'],
    ['aliyun', 'https_proxy', 'sts.aliyuncs.com:443'],
    ['tencent', 'HTTPS_PROXY', 'sts.tencentcloudapi.com:443'],
  ])('is followed to %s by %s', { timeout: limit }, async (cloud, variable, host) => {
    const proxy = await refusingProxy()
    const cwd = temporaryFolder()
    lay(cwd, { 'template.yaml': templates[cloud] ?? '', 'index.js': 'exports.h = () => undefined' })
    const run = await fnx(['plan'], { cwd, env: { ...keys, [variable]: proxy.url }, limit })
    expect(proxy.asked, run.stderr).toContain(host)
    expect(run.stderr).toMatch(/E6008[\s\S]*answered 502 to\s+CONNECT/)
  })

  it.each([
    ['aws', 'HTTP_PROXY'],
    ['aliyun', 'http_proxy'],
    ['tencent', 'HTTP_PROXY'],
  ])('is asked for what %s is told without TLS, by %s', { timeout: limit }, async (cloud, variable) => {
    const asked: string[] = []
    const server = createServer(({ url = '', headers }, response) => {
      asked.push(`${url.replace(/[/?]*$/, '')} ${headers['proxy-authorization']}`)
      response.writeHead(502).end('<html>')
    })
    server.listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await new Promise(resolve => server.once('listening', resolve))
    const cwd = temporaryFolder()
    lay(cwd, { 'template.yaml': templates[cloud] ?? '', 'index.js': 'exports.h = () => undefined' })
    const env = { ...keys, [variable]: `http://me:pass@127.0.0.1:${portOf(server)}` }
    const run = await fnx(['plan', '--endpoint-url', 'http://cloud.example:81'], { cwd, env, limit })
    expect(run.code).not.toBe(0)
    expect(new Set(asked), run.stderr).toEqual(
      new Set([`http://cloud.example:81 Basic ${Buffer.from('me:pass').toString('base64')}`]),
    )
  })

  it.each(['aws', 'aliyun', 'tencent'])(
    'for calls without TLS is not asked for those of %s by TLS',
    {
      timeout: limit,
    },
    async cloud => {
      const proxy = await refusingProxy()
      const cwd = temporaryFolder()
      lay(cwd, { 'template.yaml': templates[cloud] ?? '', 'index.js': 'exports.h = () => undefined' })
      const env = { ...keys, HTTP_PROXY: proxy.url, http_proxy: proxy.url }
      await fnx(['plan', '--endpoint-url', 'https://cloud.invalid'], { cwd, env, limit })
      expect(proxy.asked).toEqual([])
    },
  )

  const openssl = spawnSync('openssl', ['version']).status === 0
  it.skipIf(!openssl)('carries calls to the service that was asked for', { timeout: limit }, async () => {
    const cwd = temporaryFolder()
    const files = ['-keyout', join(cwd, 'key'), '-out', join(cwd, 'cert')]
    spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=x',
      '-days',
      '2',
      ...files,
    ])
    const calls: string[] = []
    const [key, cert] = ['key', 'cert'].map(name => readFileSync(join(cwd, name)))
    const service = createTlsServer({ key, cert }, ({ headers }, response) => {
      calls.push(headers.host ?? '')
      response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')
    })
    const proxy = createServer().on('connect', (_request, socket) => {
      const onward = connect(portOf(service), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
      socket.on('error', () => onward.destroy()).pipe(onward)
      onward.on('error', () => socket.destroy()).pipe(socket)
    })
    for (const server of [service, proxy]) {
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void server.close())
    }
    lay(cwd, { 'template.yaml': templates.aws ?? '' })
    const trusting = { NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}` }
    const run = await fnx(['plan'], { cwd, env: { ...keys, ...trusting }, limit })
    expect(calls, run.stderr).toEqual(['sts.us-east-1.amazonaws.com'])
    expect(run.stderr).toContain('E6002')
  })

  it('is not asked for the local cloud, nor for this machine', { timeout: limit }, async () => {
    const proxy = await refusingProxy()
    const cwd = temporaryFolder()
    lay(cwd, { 'template.yaml': templates.aws ?? '' })
    const env = {
      ...keys,
      HTTPS_PROXY: proxy.url,
      HTTP_PROXY: proxy.url,
      https_proxy: proxy.url,
      http_proxy: proxy.url,
    }
    expect(await fnx(['plan', '--local'], { cwd, env, limit })).toMatchObject({ code: 0 })
    await fnx(['plan', '--endpoint-url', 'https://127.0.0.1:9'], { cwd, env, limit })
    expect(proxy.asked).toEqual([])
  })
})

it.each([
  ['sts.amazonaws.com', {}, undefined],
  ['sts.amazonaws.com', { HTTPS_PROXY: 'http://p:1' }, 'p:1'],
  ['sts.amazonaws.com', { https_proxy: 'p:1', HTTPS_PROXY: 'http://q:2' }, 'p:1'],
  ['sts.amazonaws.com', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'x.com, .amazonaws.com' }, undefined],
  ['sts.amazonaws.com', { HTTPS_PROXY: 'http://p:1', no_proxy: 'amazonaws.com:443' }, undefined],
  ['sts.amazonaws.com', { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, undefined],
  ['notamazonaws.com', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'amazonaws.com' }, 'p:1'],
  ['127.0.0.1', { HTTPS_PROXY: 'http://p:1' }, undefined],
  ['localhost', { HTTPS_PROXY: 'http://p:1' }, undefined],
  ['169.254.169.254', { HTTPS_PROXY: 'http://p:1' }, undefined],
  ['metadata.tencentyun.com', { HTTPS_PROXY: 'http://p:1' }, undefined],
  ['sts.amazonaws.com', { HTTP_PROXY: 'http://p:1' }, undefined],
])('proxyFor() reaches %s with %j through %s', (host, environment, expected) => {
  expect(proxyFor(host, environment)?.host).toBe(expected)
})
