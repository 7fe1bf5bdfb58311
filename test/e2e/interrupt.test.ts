import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { begin, type Ended, fnx, localCloud, projectFrom, root } from '../support/fnx.ts'

const deploy = ['deploy', '--local', '--yes', '--stack-name', 'app']

/** A project beside a local cloud that runs, whose answer to one operation takes its time. */
async function slowed(operation: string, ms: number) {
  const cwd = projectFrom(join(root, 'templates', 'aws-nodejs'))
  const cloud = await localCloud([], { cwd })
  const rule = { fault: 'slow', operation, ms, times: 1 }
  await fetch(`${cloud.apiUrl}/_fnx/faults`, { method: 'POST', body: JSON.stringify(rule) })
  return { cwd, cloud }
}

/** Tells how often the cloud was asked for an operation. */
async function asked(apiUrl: string, operation: string): Promise<number> {
  const requests = (await (await fetch(`${apiUrl}/_fnx/requests`)).json()) as { operation: string }[] // the inspection endpoint
  return requests.filter(request => request.operation === operation).length
}

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise(resolve => setTimeout(resolve, 20))
}

/** The last line of a run with `--output json`. */
function resultOf({ stdout }: Ended): {
  readonly done: readonly string[]
  readonly skipped: readonly string[]
} {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

describe('the first Ctrl-C', () => {
  it('finishes what has begun, saves, and ends with 130; the same command goes on', async () => {
    const { cwd, cloud } = await slowed('CreateRole', 1500)
    const run = begin([...deploy, '--output', 'json'], { cwd })
    await run.says(/"step-started".*HelloRole/)
    run.send('SIGINT')
    const ended = await run.ended
    expect(ended, ended.stderr).toMatchObject({ code: 130, signal: null })
    expect(ended.stdout).toContain('Ctrl-C again')
    expect(resultOf(ended).done).toContain('HelloRole')
    expect(resultOf(ended).skipped).toContain('Hello')

    const again = await fnx([...deploy, '--output', 'json'], { cwd })
    expect(again, again.stdout).toMatchObject({ code: 0 })
    expect(resultOf(again).done).not.toContain('HelloRole')
    expect(await asked(cloud.apiUrl, 'CreateRole')).toBe(1)
    await cloud.kill()
  })

  it('ends within seconds while a local cloud that was paused has a creating call; the same command goes on', async () => {
    const cwd = projectFrom(join(root, 'templates', 'aws-nodejs'))
    const cloud = await localCloud([], { cwd })
    await fetch(`${cloud.apiUrl}/_fnx/faults`, {
      method: 'POST',
      body: JSON.stringify({ fault: 'slow', operation: 'CreateRole', ms: 1000, times: 1 }),
    })
    const { pid } = (await (await fetch(`${cloud.apiUrl}/_fnx/health`)).json()) as { pid: number } // the inspection endpoint
    const run = begin([...deploy, '--output', 'json'], { cwd })
    await run.says(/"step-started".*HelloRole/)
    await new Promise(resolve => setTimeout(resolve, 300))
    process.kill(pid, 'SIGSTOP')
    try {
      run.send('SIGINT')
      const start = Date.now()
      expect(await run.ended).toMatchObject({ code: 130, signal: null })
      expect(Date.now() - start).toBeLessThan(15_000)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    const again = await fnx([...deploy, '--output', 'json'], { cwd })
    expect(again, again.stdout).toMatchObject({ code: 0 })
    expect(await asked(cloud.apiUrl, 'CreateRole')).toBe(1)
    await cloud.kill()
  })

  it('names the command that goes on, and what is left out', async () => {
    const { cwd, cloud } = await slowed('CreateRole', 1000)
    const run = begin(deploy, { cwd })
    await run.says(/Plan: /)
    await until(async () => (await asked(cloud.apiUrl, 'CreateBucket')) > 0)
    run.send('SIGINT')
    const { stdout } = await run.ended
    expect(stdout).toMatch(/Stopped: app/)
    expect(stdout).toMatch(/left out: .*Hello/)
    expect(stdout).toContain('fnx deploy --local --stack-name app  # go on from here')
    await cloud.kill()
  })

  it('ends the waiting for a lock', async () => {
    const { cwd, cloud } = await slowed('CreateRole', 4000)
    const first = begin(deploy, { cwd })
    await first.says(/Plan: /)
    const second = begin([...deploy, '--lock-timeout', '1m'], { cwd })
    await second.says(/Waiting for/)
    second.send('SIGINT')
    expect(await second.ended).toMatchObject({ code: 130 })
    first.send('SIGKILL')
    await first.ended
    await cloud.kill()
  })
})

describe('a signal while the cloud refuses every call', () => {
  it.each([
    ['SIGINT', 'asks who it is', 'GetCallerIdentity', false],
    ['SIGINT', 'reads what is there', 'GetFunction', true],
    ['SIGTERM', 'makes a role', 'CreateRole', false],
  ] as const)(
    '%s ends a run that %s within seconds, with 130',
    { timeout: 300_000 },
    async (signal, _, operation, deployed) => {
      const cwd = projectFrom(join(root, 'templates', 'aws-nodejs'))
      const cloud = await localCloud([], { cwd })
      if (deployed) expect(await fnx(deploy, { cwd })).toMatchObject({ code: 0 })
      const before = await asked(cloud.apiUrl, operation)
      const rule = { fault: 'throttle', operation, times: 500 }
      await fetch(`${cloud.apiUrl}/_fnx/faults`, { method: 'POST', body: JSON.stringify(rule) })
      const run = begin(deploy, { cwd })
      await until(async () => (await asked(cloud.apiUrl, operation)) > before + 2)
      const began = Date.now()
      run.send(signal)
      expect(await run.ended).toMatchObject({ code: 130, signal: null })
      // The budget of a refused call is five minutes.
      expect(Date.now() - began).toBeLessThan(15_000)
      await cloud.kill()
    },
  )
})

describe('the second Ctrl-C', () => {
  it('ends at once, and the next run finds what the cut-off call made', async () => {
    const { cwd, cloud } = await slowed('CreateRole', 8000)
    const run = begin(deploy, { cwd })
    await run.says(/Plan: /)
    await until(async () => (await asked(cloud.apiUrl, 'CreateBucket')) > 0)
    run.send('SIGINT')
    await run.says(/Ctrl-C again/)
    const began = Date.now()
    run.send('SIGINT')
    expect(await run.ended).toMatchObject({ code: 130 })
    expect(Date.now() - began).toBeLessThan(3000)

    const again = await fnx(deploy, { cwd })
    expect(again, `${again.stdout}${again.stderr}`).toMatchObject({ code: 0 })
    const state = (await (await fetch(`${cloud.apiUrl}/_fnx/state`)).json()) as Record<string, object> // the inspection endpoint
    const roles = Object.entries(state).filter(([table]) => /role/i.test(table))
    expect(roles.flatMap(([, entries]) => Object.keys(entries))).toHaveLength(1)
    expect(readdirSync(join(cwd, '.fnx/state/aws.local/dev/app'))).not.toContain('journal.ndjson')
    await cloud.kill()
  })
})
