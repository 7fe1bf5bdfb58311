import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { blank } from '../../src/state/open-state.ts'
import { formatSnapshot } from '../../src/state/snapshot.ts'
import { laid } from '../support/diagnosed.ts'
import { fnx, localCloud } from '../support/fnx.ts'

const limit = 600_000
const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' }
const project = {
  'template.json': JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: { A: { Type: 'AWS::S3::Bucket' } },
  }),
}
const state = '.fnx/state/aws.local/dev/app'

describe('fnx remove, run again', () => {
  it('is done: there is nothing to do', { timeout: limit }, async () => {
    const cwd = laid(project)
    const run = (command: string) => fnx([command, '--local', '--yes', '--stack-name', 'app'], { cwd, limit })
    expect((await run('deploy')).code).toBe(0)
    expect((await run('remove')).code).toBe(0)
    const again = await run('remove')
    expect(again, again.stderr).toMatchObject({ code: 0, stderr: '' })
    expect(again.stdout).toContain('Nothing to do for app (dev, local)')
  })

  it('settles what a removal that was killed after its last call left', { timeout: limit }, async () => {
    const cwd = laid(project)
    const run = (command: string) => fnx([command, '--local', '--yes', '--stack-name', 'app'], { cwd, limit })
    expect((await run('deploy')).code).toBe(0)
    const log = join(cwd, 'boundaries')
    const node = ['--import', join(import.meta.dirname, '../support/crash.mjs')]
    const words = ['remove', '--local', '--yes', '--stack-name', 'app']
    await fnx(words, { cwd, limit, node, env: { FNX_CRASH_LOG: log } })
    expect((await run('deploy')).code).toBe(0)
    // After the journal was synced for the last time; the snapshot comes next.
    const passed = readFileSync(log, 'utf8').trim().split('\n')
    const at = passed.findLastIndex(line => line.endsWith('after datasync')) + 1
    const killed = await fnx(words, { cwd, limit, node, env: { FNX_CRASH_AT: String(at) } })
    expect(killed.signal).toBe('SIGKILL')
    expect(existsSync(join(cwd, state, 'journal.ndjson'))).toBe(true)
    const again = await run('remove')
    expect(again, `${again.stdout}${again.stderr}`).toMatchObject({ code: 0 })
    expect(again.stdout).toContain('Nothing to do')
    expect(existsSync(join(cwd, state, 'journal.ndjson'))).toBe(false)
  })

  it('is refused for a stack that was never here', { timeout: limit }, async () => {
    const ended = await fnx(['remove', '--local', '--yes', '--stack-name', 'app'], {
      cwd: laid(project),
      limit,
    })
    expect(ended).toMatchObject({ code: 1 })
    expect(ended.stderr).toContain('E0010')
  })
})

describe('one stack in two accounts', () => {
  it('is worked on in the account that is named, or that the credentials are of', {
    timeout: limit,
  }, async () => {
    const cwd = laid(project)
    const cloud = await localCloud([], { cwd })
    const stack = ['--stack-name', 'app']
    const run = (...args: readonly string[]) => fnx([...args, ...stack], { cwd, env: keys, limit })
    const there = ['--endpoint-url', cloud.apiUrl]
    expect((await run('deploy', '--yes', ...there)).code).toBe(0)
    const owner = { stack: 'app', stage: 'dev', target: 'us-east-1.111111111111', provider: 'aws' }
    const other = join(cwd, '.fnx/state/aws.us-east-1.111111111111/dev/app')
    mkdirSync(other, { recursive: true })
    writeFileSync(join(other, 'state.json'), formatSnapshot(blank(owner)))

    const unsaid = await run('status')
    expect(unsaid.code).toBe(2)
    expect(unsaid.stderr).toMatch(
      /E0011[\s\S]*account\s+000000000000[\s\S]*account\s+111111111111[\s\S]*--account/,
    )
    const named = await run('status', '--account', '000000000000')
    expect(named.stdout).toMatch(/^app \(dev, us-east-1, account 000000000000\), 1 resources/)
    const json = await run('status', ...there, '--output', 'json')
    expect(JSON.parse(json.stdout)).toMatchObject({ region: 'us-east-1', account: '000000000000' })
    expect((await run('unlock', '--account', '111111111111', '--yes')).stdout).toBe(
      'No lock is held of app (dev, us-east-1, account 111111111111).\n',
    )
    const wrong = await run('deploy', '--yes', '--account', '111111111111', ...there)
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toMatch(/E0012[\s\S]*000000000000[\s\S]*111111111111/)
    expect(await run('remove', '--yes', ...there)).toMatchObject({ code: 0 })
  })
})
