import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { begin, fnx, localCloud, projectFrom, root } from '../support/fnx.ts'

const deploy = ['deploy', '--local', '--yes', '--stack-name', 'app']

/** A deploy that holds the lock while the cloud takes its time for one call. */
async function holding(ms: number) {
  const cwd = projectFrom(join(root, 'templates', 'aws-nodejs'))
  const cloud = await localCloud([], { cwd })
  const rule = { fault: 'slow', operation: 'CreateRole', ms, times: 1 }
  await fetch(`${cloud.apiUrl}/_fnx/faults`, { method: 'POST', body: JSON.stringify(rule) })
  const first = begin(deploy, { cwd })
  await first.says(/Plan: /)
  return { cwd, cloud, first }
}

describe('two runs on one stack', () => {
  it('let one work, and end the other with 5 and the holder', async () => {
    const { cwd, cloud, first } = await holding(2500)
    const second = await fnx(deploy, { cwd })
    expect(second, second.stderr).toMatchObject({ code: 5 })
    expect(second.stderr).toMatch(/E7001[\s\S]*locked by \S+@\S+, process \d+, running "deploy"/)
    expect(second.stderr).toContain('fnx unlock --local --stack-name app')
    expect(await first.ended).toMatchObject({ code: 0 })
    await cloud.kill()
  })

  it('work one after the other with --lock-timeout', async () => {
    const { cwd, cloud, first } = await holding(1500)
    const second = await fnx([...deploy, '--lock-timeout', '30s'], { cwd })
    expect(second, second.stderr).toMatchObject({ code: 0 })
    expect(second.stdout).toMatch(/Waiting for .+, who works on this stack/)
    expect(second.stdout).toContain('Nothing to do')
    expect(await first.ended).toMatchObject({ code: 0 })
    await cloud.kill()
  })
})

describe('the lock of a holder that was killed', () => {
  it('is taken over, and its run is continued', async () => {
    const { cwd, cloud, first } = await holding(3000)
    first.send('SIGKILL')
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' })
    const second = await fnx(deploy, { cwd })
    expect(second, `${second.stdout}${second.stderr}`).toMatchObject({ code: 0 })
    await cloud.kill()
  })
})

describe('fnx unlock', () => {
  it('asks first, and without a terminal wants --yes', async () => {
    const { cwd, cloud, first } = await holding(1500)
    const unlock = await fnx(['unlock', '--local', '--stack-name', 'app'], { cwd })
    expect(unlock).toMatchObject({ code: 2 })
    expect(unlock.stderr).toContain('--yes')
    expect(await first.ended).toMatchObject({ code: 0 })
    await cloud.kill()
  })

  it('takes the lock from a run, which then stops', async () => {
    const { cwd, cloud, first } = await holding(1500)
    const unlock = await fnx(['unlock', '--local', '--stack-name', 'app', '--yes'], { cwd })
    expect(unlock, unlock.stderr).toMatchObject({ code: 0 })
    expect(unlock.stdout).toMatch(/^Released the lock of app \(dev, local\), held by \S+@\S+\.\n$/)
    const ended = await first.ended
    expect(ended.code, ended.stdout).not.toBe(0)
    expect(ended.stderr).toContain('E7002')
    expect(await fnx(deploy, { cwd })).toMatchObject({ code: 0 })
    await cloud.kill()
  })

  it('says when no lock is held', async () => {
    const cwd = projectFrom(join(root, 'templates', 'aws-nodejs'))
    expect(await fnx(deploy, { cwd })).toMatchObject({ code: 0 })
    const unlock = await fnx(['unlock', '--local', '--stack-name', 'app', '--output', 'json'], { cwd })
    expect(unlock).toMatchObject({
      code: 0,
      stdout: '{"stack":"app","stage":"dev","target":"local","released":null}\n',
    })
  })
})
