import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { describe, expect, it } from 'vitest'
import type { Ended } from '../support/fnx.ts'
import { type Running, running, textsBelow } from '../support/running.ts'

const network = `Transform: AWS::Serverless-2016-10-31
Resources:
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: shared-logs } }
Outputs:
  Group: { Value: !Ref Logs, Export: { Name: !Sub '\${AWS::StackName}-Group' } }
`

const less = network.replace(/Outputs:[^]*/, '')

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
          TOKEN: '{{resolve:ssm-secure:/app/token}}'
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
    { Name: '/app/token', Value: 'hunter2-token', Type: 'SecureString' },
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
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: physicalId, Payload: '{}' }))
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
    for (const text of Object.values(textsBelow(`${cwd}/.fnx/state`))) expect(text).not.toContain('hunter2')
    for (const { stdout, stderr } of said) expect(stdout + stderr).not.toContain('hunter2')
    await told('remove', ...front, '--yes')
    await told('remove', ...net, '--yes')
  })
})
