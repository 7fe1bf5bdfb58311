import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unpack } from '../../../src/artifact/unpack.ts'
import { aws } from '../../../src/providers/aws/cloud.ts'
import { localCloud } from '../../support/local-cloud.ts'
import { lacks, runs } from '../../support/needs.ts'
import { artifactOf } from './aws-cloud.ts'

const tour = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures/clients/boto3_tour.py')
const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}'

/** Runs a command to its end; the local cloud answers in this very process, so it must not be waited for in step. */
function run(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly status: number | null; readonly output: string }>((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, AWS_EC2_METADATA_DISABLED: 'true', ...environment },
    })
    const parts: Buffer[] = []
    child.stdout.on('data', part => parts.push(part))
    child.stderr.on('data', part => parts.push(part))
    child.on('error', reject)
    child.on('close', status => resolve({ status, output: Buffer.concat(parts).toString('utf8') }))
  })
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'fnx-clients-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

describe('the wire of AWS', () => {
  const noBoto = lacks('boto3', runs('python3', '-c', 'import boto3'))
  it.skipIf(noBoto)('serves boto3 from the role to the log', { timeout: 120_000 }, async () => {
    const cloud = await localCloud({ clouds: [aws], unpack })
    const { status, output } = await run('python3', [tour, cloud.apiUrl])
    expect(status, output).toBe(0)
    expect(JSON.parse(output)).toEqual({
      account: '000000000000',
      objects: ['a b/ü.zip', 'large'],
      same: true,
      'no role': 'InvalidParameterValueException',
      twice: 'ResourceConflictException',
      answer: 2,
      failure: ['Unhandled', 'KeyError'],
      logged: true,
      'wrong secret': 'InvalidSignatureException',
      'full bucket': 'BucketNotEmpty',
      gone: 'ResourceNotFoundException',
      roles: 0,
      parameters: ['2', '1', '/tour/none'],
      'no parameter': 'ParameterNotFound',
      secret: ['second', 'first'],
      'no secret': 'ResourceNotFoundException',
      zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
      exports: [],
      'not emulated': 'NotImplemented',
    })
  })

  const noCli = lacks('awscli', runs('aws', '--version'))
  it.skipIf(noCli)('serves the command line of AWS', { timeout: 120_000 }, async () => {
    const cloud = await localCloud({ clouds: [aws], unpack })
    const place = folder()
    const environment = {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_CONFIG_FILE: join(place, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: join(place, 'none'),
    }
    const cli = async (...args: readonly string[]): Promise<string> => {
      const { status, output } = await run('aws', ['--endpoint-url', cloud.apiUrl, ...args], environment)
      expect(status, output).toBe(0)
      return output
    }
    writeFileSync(join(place, 'hello.txt'), 'hello')
    writeFileSync(join(place, 'code.zip'), await artifactOf('empty').read())
    await cli('iam', 'create-role', '--role-name', 'cli', '--assume-role-policy-document', trust)
    await cli('s3', 'mb', 's3://cli-bucket')
    await cli('s3', 'cp', join(place, 'hello.txt'), 's3://cli-bucket/in/hello.txt')
    expect(await cli('s3', 'cp', 's3://cli-bucket/in/hello.txt', '-')).toBe('hello')
    expect(await cli('s3', 'ls', 's3://cli-bucket/')).toContain('PRE in/')
    const role = 'arn:aws:iam::000000000000:role/cli'
    const made = [
      '--function-name',
      'cli',
      '--runtime',
      'nodejs22.x',
      '--handler',
      'index.handler',
      '--role',
      role,
    ]
    await cli('lambda', 'create-function', ...made, '--zip-file', `fileb://${join(place, 'code.zip')}`)
    await cli('lambda', 'wait', 'function-active', '--function-name', 'cli')
    expect(await cli('lambda', 'list-functions', '--query', 'Functions[].FunctionName')).toContain('"cli"')
    const parameter = ['--name', '/cli/size', '--value', '7', '--type', 'String']
    await cli('ssm', 'put-parameter', ...parameter)
    const sized = ['--name', '/cli/size', '--query', 'Parameter.Value', '--output', 'text']
    expect(await cli('ssm', 'get-parameter', ...sized)).toBe('7\n')
    await cli('s3', 'rb', 's3://cli-bucket', '--force')
    expect(await cli('s3', 'ls')).toBe('')
  })
})
