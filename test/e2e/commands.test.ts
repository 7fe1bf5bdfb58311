import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { begin, fnx, localCloud, temporaryFolder } from '../support/fnx.ts'
import { lay, resultOf, running } from '../support/running.ts'

const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: index.handler
      Runtime: nodejs22.x
      Environment: {Variables: {WHO: world}}
      Events:
        Hello: {Type: HttpApi, Properties: {Method: GET, Path: /hello}}
  Notes:
    Type: AWS::S3::Bucket
  Kept:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
Outputs:
  Bucket: {Value: !Ref Notes}
`
const code = (greeting: string): string => `exports.handler = async event => {
  console.log('asked for', event.name)
  return { greeting: '${greeting} ' + (event.name ?? process.env.WHO) }
}
`
const files = { 'template.yaml': template, 'src/index.js': code('hello') }
const place = ['--local', '--stack-name', 'app']

describe('fnx plan', () => {
  it('ends with 4 under --detailed-exitcode when there are changes, and changes nothing', async () => {
    const { run, ok, requests } = await running(files)
    expect((await run('plan', ...place, '--detailed-exitcode')).code).toBe(4)
    expect((await ok('plan', ...place)).stdout).toMatch(/Plan: \d+ to create\./)
    expect((await requests()).filter(({ mutates }) => mutates)).toEqual([])
    await ok('deploy', ...place, '--yes')
    expect((await run('plan', ...place, '--detailed-exitcode')).code).toBe(0)
  })
})

describe('fnx deploy', () => {
  it('--tags reach every resource that takes some', async () => {
    const { ok, tables } = await running(files)
    await ok('deploy', ...place, '--yes', '--tags', 'team=shop', 'cost=low')
    for (const kind of [/function/i, /role/i, /bucket/i]) {
      const entries = Object.values(await tables(kind))
      expect(entries.length).toBeGreaterThan(0)
      for (const entry of entries) expect(JSON.stringify(entry)).toMatch(/team[\s\S]*shop/)
    }
  })

  it('--guided asks nothing without a terminal', async () => {
    const { run } = await running(files)
    const ended = await run('deploy', '--guided', '--local')
    expect(ended).toMatchObject({ code: 2 })
    expect(ended.stderr).toContain('--stack-name')
  })
})

describe('fnx remove', () => {
  it('keeps what has DeletionPolicy Retain, and says so', async () => {
    const { ok, tables } = await running(files)
    await ok('deploy', ...place, '--yes')
    const removed = await ok('remove', ...place, '--yes')
    expect(removed.stdout).toMatch(/o forget +Kept/)
    expect(removed.stdout).toContain('let go Kept')
    expect(removed.stdout).not.toContain('deleted Kept')
    expect(Object.keys(await tables(/bucket/i))).toHaveLength(1)
    expect(Object.keys(await tables(/function|role/i))).toEqual([])
  })

  it('deletes a bucket with objects only with --empty-buckets', async () => {
    const { ok, run, apiUrl, tables } = await running(files)
    const { outputs } = resultOf(await ok('deploy', ...place, '--yes', '--output', 'json'))
    const { Bucket } = outputs as { Bucket: string } // as the template has it
    await put(apiUrl, `${Bucket}/note.txt`)
    const refused = await run('remove', ...place, '--yes')
    expect(refused.code, refused.stdout).toBe(3)
    expect(refused.stderr).toMatch(/--empty-buckets/)
    await ok('remove', ...place, '--yes', '--empty-buckets')
    expect(Object.keys(await tables(/bucket/i)).filter(key => key.includes(Bucket))).toEqual([])
  })
})

/** Puts an object with the SDK that users have. */
async function put(endpoint: string, path: string): Promise<void> {
  const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const [Bucket = '', Key = ''] = path.split('/')
  const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true })
  await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))
}

describe('fnx status', () => {
  it('gives resources, outputs and endpoints as JSON', async () => {
    const { ok, gatewayUrl } = await running(files)
    await ok('deploy', ...place, '--yes')
    const status = JSON.parse((await ok('status', ...place, '--output', 'json')).stdout)
    expect(status).toMatchObject({ stack: 'app', stage: 'dev', target: 'local', provider: 'aws' })
    expect(status.outputs.Bucket).toMatch(/^app-dev-notes-/)
    expect(status.resources).toContainEqual({
      logicalId: 'Hello',
      type: 'AWS::Lambda::Function',
      physicalId: expect.stringMatching(/^app-dev-/),
      status: 'ready',
    })
    expect(status.endpoints[0].url).toContain(gatewayUrl)
  })
})

describe('a deployed function', () => {
  it('is invoked, and tells what it wrote', async () => {
    const { cwd, apiUrl } = await running(files)
    const env = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' }
    const there = ['--stack-name', 'app', '--endpoint-url', apiUrl]
    const run = (args: readonly string[], input = '') => fnx([...args, ...there], { cwd, env, input })
    expect(await run(['deploy', '--yes'])).toMatchObject({ code: 0 })

    const answer = await run(['invoke', 'Hello', '-e', '-'], '{"name":"Ada"}')
    expect(answer, answer.stderr).toMatchObject({ code: 0, stdout: '{"greeting":"hello Ada"}\n' })
    expect(answer.stderr).toContain('asked for Ada')
    expect((await run(['logs', 'Hello'])).stdout).toContain('asked for Ada')
    const json = (await run(['logs', 'Hello', '--output', 'json'])).stdout.trim().split('\n')
    expect(json.map(line => JSON.parse(line).text).join('')).toContain('asked for Ada')

    const tail = begin(['logs', 'Hello', '--tail', ...there], { cwd, env })
    await tail.says(/asked for Ada/)
    await run(['invoke', 'Hello', '-e', '-'], '{"name":"Grace"}')
    await tail.says(/asked for Grace/)
    tail.send('SIGINT')
    const ended = await tail.ended
    expect(ended.code).toBe(0)
    expect(ended.stdout.match(/asked for Ada/g)).toHaveLength(1)

    const sam = async (...more: readonly string[]) => (await run(['logs', '-n', 'Hello', ...more])).stdout
    expect(await sam('--filter', 'Grace', '-s', '5mins ago')).toMatch(/^\S+Z {2}.*asked for Grace\n$/)
    expect(
      await sam('--filter', '?Ada ?Grace', '--start-time', 'yesterday', '--end-time', 'in 1 minute'),
    ).toContain('Ada')
    expect(await sam('-s', 'yesterday', '-e', '2 hours ago')).toBe('')
    expect((await run(['logs', '--tail', '--end-time', 'now'])).stdout).toContain('asked for Ada')
    expect(await run(['logs', '--filter', '"open'])).toMatchObject({
      code: 2,
      stderr: /"open" is not a filter/,
    })
  })

  it('tells what wrote which line, where there are several', async () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Handler: app.handler, Runtime: nodejs22.x, CodeUri: .}}
Resources:
  One: {Type: AWS::Serverless::Function}
  Two: {Type: AWS::Serverless::Function}
`
    const code = 'exports.handler = async () => console.log("from " + process.env.AWS_LAMBDA_FUNCTION_NAME)\n'
    const { cwd, apiUrl } = await running({ 'template.yaml': template, 'app.js': code })
    const env = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' }
    const run = (...args: readonly string[]) =>
      fnx([...args, '--stack-name', 'app', '--endpoint-url', apiUrl], { cwd, env })
    expect(await run('deploy', '--yes')).toMatchObject({ code: 0 })
    for (const name of ['One', 'Two']) expect(await run('invoke', name)).toMatchObject({ code: 0 })
    const { stdout } = await run('logs', '--filter', 'from')
    expect(stdout).toMatch(/^One {2}\S+Z .*from app-dev-One-\w+\nTwo {2}\S+Z .*from app-dev-Two-\w+\n$/)
    expect((await run('logs', 'One', 'Two', '--filter', 'from')).stdout).toBe(stdout)
    expect((await run('logs', '-n', 'Three')).stderr).toContain('The functions are: One, Two')
  })
})

describe('fnx invoke --local', () => {
  const invoke = ['invoke', 'Hello', '--local']

  it('runs the code of the folder, with an event from standard input and variables from a file', async () => {
    const cwd = temporaryFolder()
    lay(cwd, { ...files, 'vars.json': '{"Hello":{"WHO":"moon"}}' })
    const event = await fnx([...invoke, '-e', '-'], { cwd, input: '{"name":"Ada"}' })
    expect(event, event.stderr).toMatchObject({ code: 0, stdout: '{"greeting":"hello Ada"}\n' })
    expect(event.stderr).toContain('asked for Ada')
    const variables = await fnx([...invoke, '--env-vars', 'vars.json'], { cwd })
    expect(variables).toMatchObject({ code: 0, stdout: '{"greeting":"hello moon"}\n' })
  })

  it('ends with 1 when the function fails', async () => {
    const cwd = temporaryFolder()
    lay(cwd, { ...files, 'src/index.js': 'exports.handler = async () => { throw new Error("no luck") }' })
    const failed = await fnx(invoke, { cwd })
    expect(failed.code).toBe(1)
    expect(JSON.parse(failed.stdout)).toMatchObject({ errorMessage: 'no luck' })
  })

  it('-d waits for a debugger on the port', async () => {
    const cwd = temporaryFolder()
    lay(cwd, files)
    const port = await freePort()
    const run = begin([...invoke, '-d', String(port)], { cwd })
    await run.says(/Debugger listening/)
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as object[] // the inspector's own form
    expect(targets).toHaveLength(1)
    run.send('SIGINT')
    expect(await run.ended).toMatchObject({ code: 130 })
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('fnx local start', () => {
  it('answers the next request with code and template as edited', async () => {
    const cwd = temporaryFolder()
    lay(cwd, files)
    const { gatewayUrl, kill } = await localCloud(['template.yaml'], { cwd })
    const get = async (path: string) => (await fetch(`${gatewayUrl}${path}`)).text()
    expect(await get('/hello')).toContain('hello world')
    writeFileSync(join(cwd, 'src', 'index.js'), code('good morning'))
    expect(await get('/hello')).toContain('good morning world')
    writeFileSync(join(cwd, 'template.yaml'), template.replace('world', 'moon'))
    await expect.poll(() => get('/hello'), { timeout: 5000 }).toContain('good morning moon')
    await kill()
  })
})
