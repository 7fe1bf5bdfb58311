import { describe, expect, test } from 'vitest'
import { typeNames } from '../../src/model/service.ts'
import { clouds } from '../../src/providers/index.ts'
import { inProcess } from '../support/in-process.ts'

const all = await Promise.all(clouds.map(async cloud => typeNames(await cloud.provider())))
const names = all.flat().filter(name => !name.startsWith('Fnx::'))

describe('explain of a resource type', () => {
  test.each(names)('says what is done with %s', async name => {
    const { code, stdout } = await inProcess(['explain', name], '.')
    expect(code).toBe(0)
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`^${name}  \\(.+\\)$`))
    expect(stdout).toMatch(/\n\nDeployed\n {2}\w/)
  })

  test('has what is taken as a tree, what replaces, what drift sees and what is refused', async () => {
    const { stdout } = await inProcess(['explain', 'AWS::Logs::LogGroup'], '.')
    expect(stdout).toContain('\n  Tags  list of maps\n    Key  text\n    Value  text\n')
    expect(stdout).toContain('A change replaces\n  LogGroupClass\n  LogGroupName\n')
    expect(stdout).toMatch(/A change outside fnx is seen of\n(?: {2}\w+\n)* {2}RetentionInDays\n/)
    expect(stdout).toMatch(/Not deployed: plan refuses it\n(?: {2}.+\n)* {2}DeletionProtectionEnabled/)
  })

  test('is data for programs', async () => {
    const { stdout } = await inProcess(['explain', 'AWS::Logs::LogGroup', '--output', 'json'], '.')
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'AWS::Logs::LogGroup',
      replaces: ['LogGroupClass', 'LogGroupName'],
      takes: { members: { RetentionInDays: 'number' } },
    })
  })

  test('names the one that was meant', async () => {
    const { code, stderr } = await inProcess(['explain', 'AWS::S3::Buket'], '.')
    expect(code).toBe(2)
    expect(stderr).toContain('E5001')
    expect(stderr).toContain('AWS::S3::Bucket')
  })
})
