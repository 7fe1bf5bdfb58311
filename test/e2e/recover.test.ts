import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { laid } from '../support/diagnosed.ts'
import { type Ended, fnx, localCloud, projectFrom, root } from '../support/fnx.ts'

const limit = 600_000
const tables = /role|polic|function|api|bucket|rule|trigger|namespace/i

/** A project on a local cloud of its own, and a way to run fnx there. */
async function standing(cwd: string) {
  const cloud = await localCloud([], { cwd })
  const run = (command: string, ...more: readonly string[]): Promise<Ended> =>
    fnx([command, '--local', '--stack-name', 'app', ...more], { cwd, limit })
  const good = async (command: string, ...more: readonly string[]) => {
    const ended = await run(command, ...more)
    expect(ended, `${command}\n${ended.stdout}\n${ended.stderr}`).toMatchObject({ code: 0 })
    return ended.stdout
  }
  const left = async () => {
    const state = await (await fetch(`${cloud.apiUrl}/_fnx/state`)).json()
    return Object.entries(state as Record<string, object>).flatMap(([table, entries]) =>
      tables.test(table) ? Object.keys(entries) : [],
    )
  }
  return { run, good, left, forget: () => rmSync(join(cwd, '.fnx/state'), { recursive: true }) }
}

describe.each(['aws-nodejs', 'aliyun-nodejs', 'tencent-nodejs'])('a lost state of %s', name => {
  it('is noticed before anything is made twice, and read back by fnx recover', {
    timeout: limit,
  }, async () => {
    const { run, good, left, forget } = await standing(projectFrom(join(root, 'templates', name)))
    await good('deploy', '--yes')
    const made = await left()
    forget()
    for (const [command, ...more] of [['plan'], ['deploy', '--yes']] as const) {
      const refused = await run(command, ...more)
      expect(refused.code).toBe(1)
      expect(refused.stderr).toMatch(/E7007[\s\S]*fnx recover --local --stack-name app/)
    }
    expect(await left()).toEqual(made)

    const unasked = await run('recover')
    expect(unasked).toMatchObject({ code: 2 })
    expect(unasked.stdout).toMatch(/Found of app/)
    expect(await good('recover', '--yes')).toMatch(/Next:\n {2}fnx plan --local --stack-name app\n/)
    expect(await good('plan')).toMatch(/Plan: (\d+ to update, )?\d+ unchanged\./)
    await good('deploy', '--yes')
    expect(await left()).toEqual(made)
    expect(await good('plan')).toMatch(/Plan: \d+ unchanged\./)
    await good('remove', '--yes')
    expect(await left()).toEqual([])
  })
})

const templateOf = (resources: object) =>
  JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: resources })
const bucket = { Type: 'AWS::S3::Bucket' }
const group = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/app/lines' } }

describe('fnx recover', () => {
  it('takes back what the template has no longer, so that the next deploy deletes it', {
    timeout: limit,
  }, async () => {
    const cwd = laid({ 'template.json': templateOf({ A: bucket, B: group }) })
    const { good, left, forget } = await standing(cwd)
    await good('deploy', '--yes')
    forget()
    writeFileSync(join(cwd, 'template.json'), templateOf({ A: bucket }))
    await good('recover', '--yes')
    expect(await good('plan')).toMatch(/delete\s+B[\s\S]*1 to delete, 1 unchanged/)
    await good('deploy', '--yes')
    expect(await left()).toHaveLength(1)
  })

  it('changes nothing where the state has everything', { timeout: limit }, async () => {
    const cwd = laid({ 'template.json': templateOf({ A: bucket }) })
    const { good } = await standing(cwd)
    await good('deploy', '--yes')
    const file = join(cwd, '.fnx/state/aws.local/dev/app/state.json')
    const before = readFileSync(file, 'utf8')
    expect(await good('recover', '--yes')).toMatch(/Nothing of app \(dev, local\) was found/)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('keeps what lives in place of a secret off the disk', { timeout: limit }, async () => {
    const code = { ZipFile: 'exports.handler = async () => 1' }
    const template = {
      AWSTemplateFormatVersion: '2010-09-09',
      Parameters: { Word: { Type: 'String', NoEcho: true } },
      Resources: {
        Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
        Fn: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: code,
            Handler: 'index.handler',
            Runtime: 'nodejs22.x',
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Environment: { Variables: { WORD: { Ref: 'Word' } } },
          },
        },
      },
    }
    const cwd = laid({ 'template.json': JSON.stringify(template) })
    const { good, forget } = await standing(cwd)
    const word = ['--parameter-overrides', 'Word=sesame-open-9']
    await good('deploy', '--yes', ...word)
    forget()
    await good('recover', '--yes', ...word)
    const state = readFileSync(join(cwd, '.fnx/state/aws.local/dev/app/state.json'), 'utf8')
    expect(state).toContain('"Fn"')
    expect(state).not.toContain('sesame-open-9')
    expect(await good('plan', ...word)).toMatch(/update\s+Fn[\s\S]*\(secret\)/)
    expect(existsSync(join(cwd, '.fnx/state/aws.local/dev/app/good.json'))).toBe(false)
  })
})

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
}
