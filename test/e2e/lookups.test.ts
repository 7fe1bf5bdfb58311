import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Ended, fnx, root, temporaryFolder } from '../support/fnx.ts'
import { lay, type Running, running, textsBelow } from '../support/running.ts'

const network = `Transform: AWS::Serverless-2016-10-31
Resources:
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: shared-logs } }
Outputs:
  Group: { Value: !Ref Logs, Export: { Name: !Sub '\${AWS::StackName}-Group' } }
`

const less = network.replace(/Outputs:[\s\S]*/, '')

const app = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Size: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /app/size }
  Names: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /app/names }
Conditions:
  Large: !Equals [!Ref Size, large]
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      InlineCode: |
        exports.handler = async () => ({ ...process.env, NODE_VERSION: process.version })
      Environment:
        Variables:
          SIZE: !If [Large, big, !Ref Size]
          NAMES: !Join ['+', !Ref Names]
          URL: 'postgres://me:{{resolve:secretsmanager:db:SecretString:password}}@host'
          TOKEN: '{{resolve:ssm:/app/token:1}}'
          GROUP: !ImportValue net-Group
          ZONE: !Select [1, !GetAZs '']
Outputs:
  Name: { Value: !Ref Hello }
`

const place = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
}

/** The local cloud with what the template looks up. */
async function prepared(): Promise<
  Running & { readonly vault: SecretsManagerClient; readonly store: SSMClient }
> {
  const here = await running({ 'net.yaml': network, 'less.yaml': less, 'app.yaml': app })
  const options = { ...place, endpoint: here.apiUrl }
  const [vault, store] = [new SecretsManagerClient(options), new SSMClient(options)]
  await vault.send(new CreateSecretCommand({ Name: 'db', SecretString: '{"password":"hunter2-first"}' }))
  const parameters = [
    { Name: '/app/size', Value: 'large', Type: 'String' },
    { Name: '/app/names', Value: 'a,b', Type: 'StringList' },
    { Name: '/app/token', Value: 'hunter2-token', Type: 'String' },
  ] as const
  for (const parameter of parameters) await store.send(new PutParameterCommand(parameter))
  return { ...here, vault, store }
}

const net = ['net.yaml', '--local', '--stack-name', 'net']
const front = ['app.yaml', '--local', '--stack-name', 'front']

/** The variables that the deployed function sees. */
async function seen({ ok, apiUrl }: Running): Promise<Readonly<Record<string, string>>> {
  const { resources } = JSON.parse((await ok('status', ...front, '--output', 'json')).stdout)
  const { physicalId } = resources.find(({ type }: { type: string }) => type === 'AWS::Lambda::Function')
  const lambda = new LambdaClient({ ...place, endpoint: apiUrl })
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: physicalId }))
  return JSON.parse(Buffer.from(Payload ?? []).toString())
}

describe('what a template looks up', () => {
  it('is deployed, kept from disk and terminal, and noticed when it changes', {
    timeout: 120_000,
  }, async () => {
    const here = await prepared()
    const { ok, run, vault, store, cwd } = here
    const said: Ended[] = []
    const told = async (...args: readonly string[]) => {
      const ended = await ok(...args)
      said.push(ended)
      return ended
    }
    await told('deploy', ...net, '--yes')
    await told('plan', ...front)
    await told('deploy', ...front, '--yes')
    expect(await seen(here)).toMatchObject({
      SIZE: 'big',
      NAMES: 'a+b',
      URL: 'postgres://me:hunter2-first@host',
      TOKEN: 'hunter2-token',
      GROUP: 'shared-logs',
      ZONE: 'us-east-1b',
    })

    expect((await told('plan', ...front, '--detailed-exitcode')).stdout).toContain('Plan: 2 unchanged.')
    await vault.send(
      new PutSecretValueCommand({ SecretId: 'db', SecretString: '{"password":"hunter2-second"}' }),
    )
    const changed = (await told('plan', ...front)).stdout
    expect(changed).toMatch(/Environment\.Variables\.URL: \(secret\) -> \(secret\)/)
    expect(changed.match(/ -> /g)).toHaveLength(1)
    await told('deploy', ...front, '--yes', '--output', 'json')
    expect((await seen(here)).URL).toBe('postgres://me:hunter2-second@host')
    await store.send(new PutParameterCommand({ Name: '/app/size', Value: 'small', Overwrite: true }))
    expect((await told('plan', ...front)).stdout).toContain('SIZE: "big" -> "small"')

    for (const args of [
      ['remove', ...net, '--yes'],
      ['deploy', 'less.yaml', ...net.slice(1), '--yes'],
    ]) {
      const refused = await run(...args)
      said.push(refused)
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('E5009') })
      expect(refused.stderr).toContain('front (dev)')
    }
    expect((await told('status', ...net)).stdout).toMatch(/Exports:\n {2}net-Group +shared-logs/)
    for (const text of stateTexts(cwd)) expect(text).not.toContain('hunter2')
    for (const { stdout, stderr } of said) expect(stdout + stderr).not.toContain('hunter2')
    await told('remove', ...front, '--yes')
    await told('remove', ...net, '--yes')
  })
})

/** A template with one log group whose tags are as given, so that a deploy of it is quick. */
const tagged = (
  tags: Readonly<Record<string, string>>,
  more = '',
): string => `AWSTemplateFormatVersion: '2010-09-09'
${more}
Resources:
  Group:
    Type: AWS::Logs::LogGroup
    Properties:
      Tags:
${Object.entries(tags)
  .map(([Key, value]) => `        - { Key: ${Key}, Value: ${value} }`)
  .join('\n')}
`

describe('what a template cannot look up', () => {
  it.each([
    ['a parameter', "'{{resolve:ssm:/none:2}}'", 'E5006', /8:28.*version 2 of parameter \/none/s],
    ['a secret', "'{{resolve:secretsmanager:none}}'", 'E5006', /8:28.*can't find the specified secret/s],
    ['a member of a secret', "'x{{resolve:secretsmanager:db:SecretString:user}}'", 'E5006', /no key "user"/],
    ['a reference of no known form', "'{{resolve:secretsmanager:db:::AWSCURRENT:0a1b}}'", 'E5011', /8:28/],
    ['an export', '!ImportValue net-Grup', 'E5012', /8:28.*mean "net-Group"/s],
    ['zones elsewhere', "!Select [0, !GetAZs 'eu-west-1']", 'E6208', /eu-west-1/],
    ['the secret that is made beside it', "!Sub '{{resolve:secretsmanager:${Other}}}'", 'E5005', /Group/],
  ])(
    '%s is told at its place, before anything is made',
    { timeout: 60_000 },
    async (_what, value, code, said) => {
      const { run, ok, cwd, requests } = await prepared()
      await ok('deploy', ...net, '--yes')
      const before = (await requests()).length
      lay(cwd, { 'bad.yaml': `${tagged({ a: value })}  Other: { Type: AWS::Logs::LogGroup }\n` })
      for (const command of [['plan'], ['deploy', '--yes']]) {
        const refused = await run(...command, 'bad.yaml', '--local', '--stack-name', 'bad')
        expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(code) })
        expect(refused.stderr.replace(/\s+/g, ' ')).toMatch(said)
      }
      expect((await requests()).slice(before).filter(({ mutates }) => mutates)).toEqual([])
    },
  )

  it('is an export that is a secret, which stays one in the state', { timeout: 60_000 }, async () => {
    const { run, ok, cwd } = await prepared()
    const reference = "'{{resolve:secretsmanager:db}}'"
    const outputs = `Outputs: { Key: { Value: ${reference}, Export: { Name: vault-Key } } }`
    lay(cwd, {
      'vault.yaml': tagged({ a: 'a' }, outputs),
      'user.yaml': tagged({ a: '!ImportValue vault-Key' }),
    })
    const { stdout } = await ok('deploy', 'vault.yaml', '--local', '--stack-name', 'vault', '--yes')
    const status = await ok('status', 'vault.yaml', '--local', '--stack-name', 'vault')
    expect(stdout + status.stdout + stateTexts(cwd).join('')).not.toContain('hunter2')
    const refused = await run('plan', 'user.yaml', '--local', '--stack-name', 'user')
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('E5015') })
  })

  it('is no matter to commands that work without a cloud', { timeout: 60_000 }, async () => {
    const cwd = temporaryFolder()
    lay(cwd, { 'app.yaml': app })
    const trap = createServer((_, response) => response.end())
    await new Promise<void>(resolve => trap.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void trap.close())
    let asked = 0
    trap.on('connection', () => asked++)
    const { port } = trap.address() as AddressInfo
    const env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_REGION: 'us-east-1',
    }
    for (const args of [
      ['validate', 'app.yaml'],
      ['package', 'app.yaml'],
    ])
      expect(await fnx(args, { cwd, env }), args.join(' ')).toMatchObject({ code: 0 })
    // The local cloud is asked for it, never the cloud.
    const invoked = await fnx(['invoke', 'Hello', '--local', '--template', 'app.yaml'], { cwd, env })
    expect(invoked).toMatchObject({ code: 2, stdout: '' })
    expect(asked).toBe(0)
  })
})

/** All that is on record; nothing where a run died before it made the folder. */
function stateTexts(cwd: string): readonly string[] {
  const folder = join(cwd, '.fnx', 'state')
  return existsSync(folder) ? Object.values(textsBelow(folder)) : []
}

describe('a deploy that looks secrets up', () => {
  const options = ['secret.yaml', '--local', '--stack-name', 'secret']
  const url = "'postgres://me:{{resolve:secretsmanager:db:SecretString:password}}@host'"
  const version = (...tags: readonly string[]) =>
    tagged({ url, ...Object.fromEntries(tags.map(tag => [tag, tag])) })

  it('leaves none of them on disk wherever it dies, and goes on afterwards', {
    timeout: 300_000,
  }, async () => {
    const { cwd, ok, vault, tables } = await prepared()
    lay(cwd, { 'secret.yaml': version() })
    const preload = ['--import', join(root, 'test', 'support', 'crash.mjs')]
    const left: string[] = []
    for (let at = 1, over = false; !over && at < 60; at += 3) {
      const args = ['deploy', ...options, '--yes']
      const ended = await fnx(args, { cwd, node: preload, env: { FNX_CRASH_AT: String(at) } })
      over = ended.signal !== 'SIGKILL'
      left.push(ended.stdout, ended.stderr, ...stateTexts(cwd))
      lay(cwd, { 'secret.yaml': version(`t${at}`) })
      const SecretString = JSON.stringify({ password: `hunter2-${at}` })
      await vault.send(new PutSecretValueCommand({ SecretId: 'db', SecretString }))
    }
    expect(left.join('')).toContain('Fnx::Secret')
    expect(left.join('')).not.toContain('hunter2')
    await ok('deploy', ...options, '--yes')
    expect(JSON.stringify(await tables(/logs\.groups/))).toContain('postgres://me:hunter2-')
  })
})

describe('a rollback', () => {
  it('looks up the secrets of the deployment that it goes back to', { timeout: 120_000 }, async () => {
    const { cwd, ok, run, tables, fault } = await prepared()
    const options = ['app.yaml', '--local', '--stack-name', 'back', '--yes']
    lay(cwd, { 'app.yaml': tagged({ a: "'{{resolve:secretsmanager:db}}'" }) })
    await ok('deploy', ...options)
    const group = async () => JSON.stringify(await tables(/logs\.groups/))
    expect(await group()).toContain('hunter2-first')
    lay(cwd, { 'app.yaml': tagged({ a: 'open', b: 'open' }) })
    await ok('deploy', ...options)
    expect(await group()).not.toContain('hunter2')
    lay(cwd, { 'app.yaml': tagged({ a: "'{{resolve:secretsmanager:db}}'" }) })
    await ok('deploy', ...options)
    lay(cwd, { 'app.yaml': tagged({ a: 'open' }) })
    await fault({ service: 'logs', operation: 'TagResource', times: 20, fault: 'error-500' })
    const failed = await run('deploy', ...options, '--on-failure', 'ROLLBACK')
    expect(failed.code, failed.stdout + failed.stderr).not.toBe(0)
    await fault()
    await ok('deploy', ...options, '--rollback')
    expect(await group()).toContain('hunter2-first')
    for (const text of stateTexts(cwd)) expect(text).not.toContain('hunter2')
  })
})
