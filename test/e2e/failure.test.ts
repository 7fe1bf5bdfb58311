import { describe, expect, it } from 'vitest'
import { resultOf, running, textsBelow } from '../support/running.ts'

const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Size: {Type: Number, Default: 128}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: 'exports.handler = async () => ({ ok: true })'
      Handler: index.handler
      Runtime: nodejs22.x
      MemorySize: !Ref Size
      Events:
        Hello: {Type: HttpApi, Properties: {Method: GET, Path: /hello}}
  Notes:
    Type: AWS::S3::Bucket
`
const files = { 'template.yaml': template }
const deploy = ['deploy', '--local', '--yes', '--stack-name', 'app']
const refused = { fault: 'html', operation: 'CreateFunction', times: 20 }

/** Names of the functions, buckets and roles that the cloud holds. */
const things = /function|bucket|role/i

describe('a deploy that fails', () => {
  it('lets the rest finish, and says what is done, what is not, and the next command', async () => {
    const { run, ok, fault } = await running(files)
    await fault(refused)
    const ended = await run(...deploy)
    expect(ended.code).toBe(3)
    expect(ended.stderr).toContain('E6008')
    const lines = ended.stdout.split('\n')
    expect(lines.find(line => line.startsWith('  done:'))).toMatch(/Notes/)
    expect(lines).toContain('  failed: Hello')
    expect(lines.find(line => line.startsWith('  left out:'))).toMatch(/ServerlessHttpApi/)
    expect(lines).toContain('  fnx deploy --local --stack-name app  # go on from here')
    expect(lines).toContain('  fnx remove --local --stack-name app  # delete what is there')

    await fault()
    const again = resultOf(await ok(...deploy, '--output', 'json'))
    expect(again.done).not.toContain('Notes')
    expect(again.done).toContain('Hello')
  })

  it('ends with 1 when nothing was done', async () => {
    const { run, ok, fault } = await running(files)
    await ok(...deploy)
    await fault({ fault: 'html', operation: 'UpdateFunctionConfiguration', times: 20 })
    const ended = await run(...deploy, '--parameter-overrides', 'Size=256', '--output', 'json')
    expect(ended.code).toBe(1)
    expect(resultOf(ended)).toMatchObject({
      type: 'result',
      exitCode: 1,
      done: [],
      failed: [{ logicalId: 'Hello', code: 'E6008' }],
    })
  })

  it('is undone at once with --on-failure ROLLBACK, a first one to nothing', async () => {
    const { run, fault, tables } = await running(files)
    await fault(refused)
    const ended = await run(...deploy, '--on-failure', 'ROLLBACK')
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('What this run did was undone.')
    expect(Object.keys(await tables(things))).toEqual([])
  })

  it('is undone when the name of something new is taken, with nothing deleted before', async () => {
    const named = template.replace(
      'Properties:\n      Inline',
      'Properties:\n      FunctionName: app-taken\n      Inline',
    )
    const renewed = named.replaceAll('Hello:\n    Type', 'New:\n    Type').split('  Notes:')[0] ?? ''
    const { run, ok, tables } = await running({ ...files, 'taken.yaml': named, 'renewed.yaml': renewed })
    await ok('deploy', 'taken.yaml', '--local', '--yes', '--stack-name', 'other')
    await ok(...deploy)
    const before = Object.keys(await tables(things))
    const left = await run('deploy', 'renewed.yaml', ...deploy.slice(1))
    expect(left.stderr).toMatch(/E6004[^\n]*\n +renewed\.yaml:\d+:\d+\n[\s\S]*--stack-name/)
    expect(Object.keys(await tables(things))).toEqual(expect.arrayContaining(before))
    const ended = await run('deploy', 'renewed.yaml', ...deploy.slice(1), '--on-failure', 'ROLLBACK')
    expect(ended.stdout).toContain('What this run did was undone.')
    expect(Object.keys(await tables(things))).toEqual(before)
    const first = [...deploy.slice(1, -1), 'fresh', '--on-failure', 'ROLLBACK']
    expect((await run('deploy', 'renewed.yaml', ...first)).stdout).toContain('Deleting what this run made')
    expect(Object.keys(await tables(things))).toEqual(before)
  })

  it('says that nothing can be gone back to where no deployment has succeeded', async () => {
    const { run, fault, tables } = await running(files)
    await fault({ ...refused, times: 40 })
    await run(...deploy)
    const before = Object.keys(await tables(things))
    const ended = await run(...deploy, '--on-failure', 'ROLLBACK')
    expect(ended.stdout).toContain('No deployment of app has succeeded that could be gone back to')
    expect(Object.keys(await tables(things))).toEqual(before)
  })

  it('is undone at once with --on-failure ROLLBACK, a later one to the last good', async () => {
    const { run, ok, fault, tables } = await running(files)
    await ok(...deploy)
    const before = Object.keys(await tables(things))
    await fault({ fault: 'html', operation: 'UpdateFunctionConfiguration', times: 3 })
    const ended = await run(...deploy, '--parameter-overrides', 'Size=256', '--on-failure', 'ROLLBACK')
    expect(ended.code, ended.stdout).toBe(1)
    expect(ended.stdout).toContain('Going back to the last good deployment')
    expect(Object.keys(await tables(things))).toEqual(before)
    expect((await ok('plan', '--local', '--stack-name', 'app')).stdout).toMatch(/Plan: \d+ unchanged\./)
  })
})

describe('--rollback', () => {
  it('goes back to the last deployment that succeeded', async () => {
    const { run, ok, fault, tables } = await running(files)
    await ok(...deploy)
    await fault({ fault: 'html', operation: 'UpdateFunctionConfiguration', times: 3 })
    expect((await run(...deploy, '--parameter-overrides', 'Size=256')).code).toBe(1)
    const back = await ok(...deploy, '--rollback')
    expect(back.stdout).toContain('Went back to the last good deployment of app')
    expect(JSON.stringify(await tables(/function/i))).toContain('128')
  })

  it('refuses to go back to nothing', async () => {
    const { run, fault, tables } = await running(files)
    await fault(refused)
    await run(...deploy)
    const before = Object.keys(await tables(things))
    const back = await run(...deploy, '--rollback')
    expect(back.code).toBe(1)
    expect(back.stderr).toMatch(/E0017[\s\S]*fnx remove/)
    expect(Object.keys(await tables(things))).toEqual(before)
  })
})

describe('a NoEcho parameter', () => {
  const secret = 'hunter2-tells-nobody'
  const secretive = template
    .replace('Resources:', '  Password: {Type: String, NoEcho: true}\nResources:')
    .replace(
      '      Events:',
      '      Environment: {Variables: {URL: !Sub "https://u:${Password}@x"}}\n      Events:',
    )
  const withSecret = ['--stack-name', 'app', '--local', '--parameter-overrides', `Password=${secret}`]

  it('reaches the call, and no file of the state and no output', async () => {
    const { cwd, run, ok, fault, tables } = await running({ 'template.yaml': secretive })
    await fault(refused)
    const ends = [
      await run('plan', ...withSecret),
      await run('plan', ...withSecret, '--output', 'json'),
      await run('deploy', ...withSecret, '--yes', '--output', 'json'),
    ]
    await fault()
    ends.push(await ok('deploy', ...withSecret, '--yes'))
    ends.push(await ok('deploy', ...withSecret, '--yes', '--output', 'json'))
    ends.push(await ok('deploy', ...withSecret, 'Size=256', '--yes'))
    ends.push(await ok('status', '--local', '--stack-name', 'app', '--output', 'json'))
    expect(JSON.stringify(await tables(/function/i))).toContain(secret)
    for (const { stdout, stderr } of ends) expect(stdout + stderr).not.toContain(secret)
    for (const [file, text] of Object.entries(textsBelow(`${cwd}/.fnx/state`)))
      expect(text.includes(secret), file).toBe(false)
  })

  it('shows in a plan as a secret when it changes', async () => {
    const { ok } = await running({ 'template.yaml': secretive })
    await ok('deploy', ...withSecret, '--yes')
    const { stdout } = await ok(
      'plan',
      '--stack-name',
      'app',
      '--local',
      '--parameter-overrides',
      'Password=x',
    )
    expect(stdout).toContain('Environment.Variables.URL: (secret) -> (secret)')
  })
})
