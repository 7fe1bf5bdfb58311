import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { laid, project } from '../support/diagnosed.ts'
import { fnx } from '../support/fnx.ts'
import { running } from '../support/running.ts'

const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.source
const deploy = ['deploy', '--local', '--yes', '--stack-name', 'app', '--debug']

const aliyun = `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Serverless-2018-04-03
Resources:
  shop:
    Type: Aliyun::Serverless::Service
    Hello: {Type: Aliyun::Serverless::Function, Properties: {Handler: app.handler, Runtime: nodejs20, CodeUri: .}}
  Files: {Type: ALIYUN::OSS::Bucket, Properties: {BucketName: traced-files}}
`
const tencent = `Resources:
  default:
    Type: TencentCloud::Serverless::Namespace
    Hello: {Type: TencentCloud::Serverless::Function, Properties: {Handler: app.main, Runtime: Nodejs18.15, CodeUri: .}}
`

/** An address that knows who calls, and quotes what it is sent when it refuses it. */
async function quotingCloud(): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const who = body.includes('GetCallerIdentity')
    const sent = decodeURIComponent(body.replaceAll('+', ' '))
    response
      .writeHead(who ? 200 : 400, { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-1' })
      .end(
        who
          ? '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/a</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>'
          : `<ErrorResponse><Error><Code>ValidationError</Code><Message>Refused: ${sent}</Message></Error></ErrorResponse>`,
      )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('--debug', () => {
  it('shows each call on the error stream, on three clouds', async () => {
    const calls = {
      [project['template.yaml']]: ['iam CreateRole  200', 'lambda CreateFunction  201'],
      [aliyun]: ['fc CreateFunction  200', 'sts GetCallerIdentity  200', 'oss PUT(?: \\?\\w+)?  200'],
      [tencent]: ['scf CreateFunction  200', 'sts GetCallerIdentity  200'],
    }
    for (const [template, wanted] of Object.entries(calls)) {
      const cwd = laid({
        'template.yaml': template,
        'app.js': 'exports.handler = exports.main = async () => 1\n',
      })
      const { code, stdout, stderr } = await fnx(deploy, { cwd })
      expect(code, stderr).toBe(0)
      expect(stdout).not.toMatch(/^debug/m)
      expect(stderr).toMatch(/^debug {2}fnx \d.*Node \d/)
      for (const call of wanted)
        expect(stderr).toMatch(new RegExp(`^debug  ${call}  [\\d.]+m?s  request (${id}|local)$`, 'm'))
    }
  }, 120_000)

  it('tells how often a call was sent, and writes JSON on the error stream where the output is JSON', async () => {
    const { run, fault } = await running(project)
    await fault({ fault: 'throttle', operation: 'CreateRole', times: 2 })
    const { code, stdout, stderr } = await run(...deploy, '--output', 'json')
    expect(code, stderr).toBe(0)
    const [first, ...lines] = stderr
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(first).toMatchObject({ type: 'debug', node: process.versions.node })
    const made = lines.find(({ operation }) => operation === 'CreateRole')
    expect(made).toMatchObject({ type: 'call', service: 'iam', status: 200, attempts: 3 })
    expect(made.requestId).toMatch(new RegExp(id))
    expect(made.duration).toBeGreaterThanOrEqual(0)
    expect(stdout).not.toContain('"type":"call"')
  })

  it('shows no secret that a cloud quotes in its refusal', async () => {
    const secret = 'hunter2-tells-nobody'
    const cwd = laid({
      'template.yaml': `Parameters:
  Password: {Type: String, NoEcho: true}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Description: !Ref Password
      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}
`,
    })
    const args = [
      '--endpoint-url',
      await quotingCloud(),
      '--yes',
      '--parameter-overrides',
      `Password=${secret}`,
    ]
    const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' }
    const { code, stdout, stderr } = await fnx(['deploy', '--debug', ...args], { cwd, env })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^debug {2}iam CreateRole {2}400 {2}\S+ {2}request r-1 {2}AWS: Refused: /m)
    expect(stdout + stderr).not.toContain(secret)
  })

  it('is an option of every command, and a setting', async () => {
    const cwd = laid({ ...project, 'samconfig.toml': '[default.global.parameters]\ndebug = true\n' })
    expect((await fnx(['validate'], { cwd })).stderr).toMatch(/^debug {2}fnx/)
    expect((await fnx(['explain', 'E3002', '--debug'], { cwd })).stderr).toMatch(/^debug {2}fnx/)
    expect((await fnx(['--debug', 'explain', 'E3002'], { cwd })).stderr).toMatch(/^debug {2}fnx/)
  })
})
