import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Begun, begin, type Ended, fnx, localCloud, temporaryFolder } from '../support/fnx.ts'
import { lay } from '../support/running.ts'

const buckets = `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  One: { Type: AWS::S3::Bucket }
  Two: { Type: AWS::S3::Bucket, Properties: { Tags: [{ Key: after, Value: !Ref One }] } }
  Three: { Type: AWS::S3::Bucket, Properties: { Tags: [{ Key: after, Value: !Ref Two }] } }
`
const limit = 180_000
const deploy = (stack: string) => ['deploy', '--local', '--yes', '--stack-name', stack]

function project(): string {
  const cwd = temporaryFolder()
  lay(cwd, { 'template.yaml': buckets })
  return cwd
}

/** Starts a deploy whose local cloud takes its time for every call that changes something. */
async function slowDeploy(cwd: string, stack: string): Promise<Begun> {
  const run = begin(deploy(stack), { cwd, limit })
  const apiUrl = await passingCloud(cwd)
  const rule = { fault: 'slow', operation: 'CreateBucket', ms: 1500, times: 100 }
  await fetch(`${apiUrl}/_fnx/faults`, { method: 'POST', body: JSON.stringify(rule) })
  return run
}

async function passingCloud(cwd: string): Promise<string> {
  const file = join(cwd, '.fnx', 'local', 'local.json')
  for (;;) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const { apiUrl } = text === '' ? {} : JSON.parse(text)
    if (apiUrl !== undefined) return apiUrl
    await wait(5)
  }
}

function expectWell(ended: readonly Ended[]): void {
  for (const run of ended) expect(run, `${run.stdout}${run.stderr}`).toMatchObject({ code: 0 })
}

/** How many buckets the local cloud of a folder holds by stack. */
async function bucketsOf(cwd: string, stack: string): Promise<number> {
  const { apiUrl, kill } = await localCloud([], { cwd })
  const tables = (await (await fetch(`${apiUrl}/_fnx/state`)).json()) as Record<string, object> // the inspection endpoint
  await kill()
  const names = Object.entries(tables).flatMap(([name, rows]) =>
    /bucket/i.test(name) ? Object.keys(rows) : [],
  )
  return names.filter(name => name.includes(`${stack}-dev-`)).length
}

describe('commands that work on one local cloud at once', () => {
  it('deploy several stacks, each as a whole', { timeout: limit }, async () => {
    const cwd = project()
    const stacks = ['aa', 'bb', 'cc']
    expectWell(await Promise.all(stacks.map(stack => fnx(deploy(stack), { cwd, limit }))))
    for (const stack of stacks) expect(await bucketsOf(cwd, stack)).toBe(3)
    expect(existsSync(join(cwd, '.fnx', 'local', 'local.json'))).toBe(false)
  })

  it('go on when the one that started it has ended', { timeout: limit }, async () => {
    const cwd = project()
    const first = await slowDeploy(cwd, 'aa')
    await first.says(/Plan: /)
    const second = begin(deploy('bb'), { cwd, limit })
    expectWell([await first.ended, await second.ended])
    expect(await bucketsOf(cwd, 'bb')).toBe(3)
  })

  it('go on when the one that started it was killed', { timeout: limit }, async () => {
    const cwd = project()
    const first = await slowDeploy(cwd, 'aa')
    const others = ['bb', 'cc'].map(stack => begin(deploy(stack), { cwd, limit }))
    for (const other of others) await other.says(/Plan: /)
    first.send('SIGKILL')
    expectWell(await Promise.all(others.map(({ ended }) => ended)))
    expectWell([await fnx([...deploy('aa'), '--lock-timeout', '60s'], { cwd, limit })])
    for (const stack of ['aa', 'bb', 'cc']) expect(await bucketsOf(cwd, stack)).toBe(3)
  })

  it('wait for each other where both work on one stack', { timeout: limit }, async () => {
    const cwd = project()
    const first = await slowDeploy(cwd, 'aa')
    await first.says(/Plan: /)
    const second = await fnx([...deploy('aa'), '--lock-timeout', '120s'], { cwd, limit })
    expectWell([await first.ended, second])
    expect(second.stdout).toContain('Nothing to do')
  })

  it('plan beside a deploy', { timeout: limit }, async () => {
    const cwd = project()
    const first = await slowDeploy(cwd, 'aa')
    await first.says(/Plan: /)
    const plan = await fnx(['plan', '--local', '--stack-name', 'bb'], { cwd, limit })
    expectWell([plan, await first.ended])
    expect(plan.stdout).toContain('3 to create')
  })

  it('keep fnx local start waiting, which then finds what they made', { timeout: limit }, async () => {
    const cwd = project()
    const first = await slowDeploy(cwd, 'aa')
    await first.says(/Plan: /)
    const second = begin(deploy('bb'), { cwd, limit })
    const staying = localCloud([], { cwd })
    expectWell([await first.ended, await second.ended])
    const { apiUrl, kill } = await staying
    expect(JSON.stringify(await (await fetch(`${apiUrl}/_fnx/state`)).json())).toMatch(/aa-dev-.*bb-dev-/)
    expectWell([await fnx(deploy('cc'), { cwd, limit })])
    await kill()
  })
})

it('a second fnx local start is refused, for the first one stays', { timeout: limit }, async () => {
  const cwd = project()
  const { kill } = await localCloud([], { cwd })
  const ports = ['--port', '0', '--api-port', '0']
  const second = await fnx(['local', 'start', ...ports], { cwd, limit })
  expect(second).toMatchObject({ code: 1 })
  expect(second.stderr).toContain('E9002')
  await kill()
})
