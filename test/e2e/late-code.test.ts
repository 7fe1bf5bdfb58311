import { statSync } from 'node:fs'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { describe, expect, it } from 'vitest'
import { fnx, temporaryFolder } from '../support/fnx.ts'
import { lay, type Running, running, textsBelow } from '../support/running.ts'

const limit = 180_000
const secret = 'sekret-7f3a'

/** A function whose code, as text, holds a bucket and a parameter that is not to be shown. */
function template(greeting: string): string {
  return `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Token: { Type: String, NoEcho: true }
Resources:
  B: { Type: AWS::S3::Bucket }
  Sam:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: !Sub 'exports.handler=async()=>["${greeting}","\${B}","\${Token}"]'
      Handler: index.handler
      Runtime: nodejs22.x
      AutoPublishAlias: live
  Plain:
    Type: AWS::Lambda::Function
    Properties:
      Code: { ZipFile: !Join ['', ['exports.handler=async()=>"', !GetAtt B.Arn, '"']] }
      Handler: index.handler
      Runtime: nodejs22.x
      Role: !GetAtt SamRole.Arn
`
}

const deploy = [
  'deploy',
  '--local',
  '--yes',
  '--stack-name',
  'late',
  '--parameter-overrides',
  `Token=${secret}`,
]

/** Runs a deployed function by Lambda's own API; gives its answer as text. */
async function invoke(app: Running, name: string, Qualifier = '$LATEST'): Promise<string> {
  const names = Object.keys(await app.tables(/function/i)).join(' ')
  const FunctionName = new RegExp(`late-dev-${name}-\\w+`).exec(names)?.[0]
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const lambda = new LambdaClient({ endpoint: app.apiUrl, region: 'us-east-1', credentials })
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Qualifier }))
  return Buffer.from(Payload ?? []).toString()
}

describe('code in the template that holds what only the cloud knows', () => {
  it('is packed at its step, run, shown and published anew when it changes', { timeout: limit }, async () => {
    const app = await running({ 'template.yaml': template('one') })
    await app.ok(...deploy)
    const first = JSON.parse(await invoke(app, 'Sam'))
    expect(first).toEqual(['one', expect.stringMatching(/^late-dev-b-/), secret])
    expect(await invoke(app, 'Plain')).toContain(`arn:aws:s3:::${first[1]}`)
    expect((await app.ok(...deploy)).stdout).toContain('Nothing to do')

    lay(app.cwd, { 'template.yaml': template('two') })
    const plan = await app.ok('plan', ...deploy.filter(word => word !== 'deploy' && word !== '--yes'))
    expect(plan.stdout).toMatch(/Code\.ZipFile: \(secret\) -> \(secret\)/)
    await app.ok(...deploy)
    expect(JSON.parse(await invoke(app, 'Sam', 'live'))[0]).toBe('two')
  })

  it('leaves no secret on disk, nor a file that others may read', { timeout: limit }, async () => {
    const app = await running({ 'template.yaml': template('one') })
    await app.ok(...deploy)
    const kept = Object.entries(textsBelow(app.cwd))
    expect(kept.filter(([, text]) => text.includes(secret)).map(([path]) => path)).toEqual([])
    const own = kept.map(([path]) => path).filter(path => path.includes('/.fnx/'))
    expect(own.filter(path => (statSync(path).mode & 0o077) !== 0)).toEqual([])
    for (const folder of ['state', 'local']) expect(own.join()).toContain(`/.fnx/${folder}/`)
  })

  it('runs without a deployment with names in it, and says so', { timeout: limit }, async () => {
    const cwd = temporaryFolder()
    lay(cwd, { 'template.yaml': template('one') })
    const run = await fnx(['invoke', 'Sam', '--local', '--parameter-overrides', `Token=${secret}`], { cwd })
    expect(run, run.stderr).toMatchObject({ code: 0 })
    expect(JSON.parse(run.stdout)).toEqual(['one', 'B', 'Token'])
    expect(run.stderr).toContain('W9002')
  })
})
