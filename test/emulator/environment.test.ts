import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { createPool, type Pool } from '../../src/emulator/pool.ts'
import { runtimes } from '../../src/emulator/runtimes/index.ts'
import { createWatchdog } from '../../src/emulator/watchdog.ts'
import type { FunctionSpec } from '../../src/model/stack.ts'
import { fakeContract } from '../support/fake-contract.ts'
import { fakeSpec } from '../support/fake-wire.ts'
import { folderOf, host, isRunning } from '../support/local-cloud.ts'

const startable = (runtime: string) => ({ id: 'Hello', runtime, tree: { folder: '/', parts: {} } })

async function poolOf(
  source: string,
  spec: Partial<FunctionSpec> = {},
  { width = 4, responseLimit = 6_291_556 }: { width?: number; responseLimit?: number } = {},
): Promise<Pool> {
  const watchdog = createWatchdog()
  const pool = createPool({
    contract: fakeContract('lambda', responseLimit),
    spec: fakeSpec(spec),
    code: folderOf({ 'index.js': source }),
    command: await runtimes.node.command(startable('node'), host),
    scratch: folderOf(),
    bootstraps: host.bootstraps,
    watchdog,
    logStream: 'stream',
    debugging: false,
    width,
  })
  onTestFinished(async () => {
    await pool.close()
    watchdog.close()
  })
  return pool
}

let count = 0

async function send(pool: Pool, event: unknown = {}) {
  const outcome = await pool.invoke({ requestId: `r${++count}`, payload: Buffer.from(JSON.stringify(event)) })
  return { ...outcome, value: JSON.parse(Buffer.from(outcome.payload).toString()) }
}

it('an environment is used again while it is warm', async () => {
  const pool = await poolOf('let n = 0; exports.handler = async () => [process.pid, ++n]')
  const [first, second] = [await send(pool), await send(pool)]
  expect(second.value).toEqual([first.value[0], 2])
  expect(first.initDuration).toBeGreaterThan(0)
  expect(second.initDuration).toBeUndefined()
})

it('an environment with a variable that no process can have is refused in words', async () => {
  const pool = await poolOf('exports.handler = async () => 1', { environment: { A: 'x\0y' } })
  await expect(send(pool)).rejects.toThrow('E4004 The variable A of')
})

it('an environment has time where its function may take longer than a timer lasts', async () => {
  const pool = await poolOf('exports.handler = async () => 1', { timeout: Number.POSITIVE_INFINITY })
  expect(await send(pool)).toMatchObject({ value: 1 })
})

it('an environment sees only the variables of the contract', async () => {
  process.env.FNX_TEST_SECRET = 'from the host'
  onTestFinished(() => {
    delete process.env.FNX_TEST_SECRET
  })
  const pool = await poolOf('exports.handler = async () => process.env', { environment: { OWN: '1' } })
  const { value } = await send(pool)
  expect(Object.keys(value).sort()).toEqual([
    'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
    'AWS_LAMBDA_FUNCTION_NAME',
    'FAKE_RUNTIME_API',
    'OWN',
    'PATH',
    'TMPDIR',
  ])
})

it('an environment that exceeds its time is ended; the next one keeps its temporary folder', async () => {
  const pool = await poolOf(
    `const fs = require('fs'); const file = process.env.TMPDIR + '/kept'
     exports.handler = async e => {
       if (e.read) return [process.pid, fs.readFileSync(file, 'utf8')]
       fs.writeFileSync(file, String(process.pid))
       for (;;) {}
     }`,
    { timeout: 1 },
  )
  const late = await send(pool)
  expect(late.failure?.kind).toBe('timeout')
  expect(late.duration).toBeGreaterThan(950)
  const { value } = await send(pool, { read: true })
  expect(value[1]).not.toBe(String(value[0]))
  expect(value[1]).toMatch(/^\d+$/)
})

it('an environment that holds too much memory is ended', async () => {
  const source = `const held = []; exports.handler = async () => {
    for (let i = 0; i < 60; i++) { held.push(Buffer.alloc(10e6, 1)); await new Promise(r => setTimeout(r, 10)) }
  }`
  const pool = await poolOf(source, { memory: 128, timeout: 10 })
  const { failure, memoryUsed } = await send(pool)
  expect(failure?.kind).toBe('memory')
  expect(memoryUsed).toBeGreaterThan(128)
})

it('memory of processes that a function starts counts too', async () => {
  const hungry = 'const held = []; setInterval(() => held.push(Buffer.alloc(10e6, 1)), 10)'
  const source = `exports.handler = () => new Promise(() => {
    require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(hungry)}])
    setInterval(() => {}, 100)
  })`
  const pool = await poolOf(source, { memory: 200, timeout: 10 })
  expect((await send(pool)).failure?.kind).toBe('memory')
})

it('an answer above the limit fails and the environment goes on', async () => {
  const pool = await poolOf("exports.handler = async e => 'x'.repeat(e.size)", {}, { responseLimit: 1000 })
  expect((await send(pool, { size: 2000 })).failure?.kind).toBe('too-large')
  expect((await send(pool, { size: 10 })).value).toBe('xxxxxxxxxx')
})

it('an environment is frozen between invocations: its timers do not tick', async () => {
  const pool = await poolOf(
    'let ticks = 0; setInterval(() => ticks++, 5); exports.handler = async () => ticks',
  )
  await send(pool)
  await wait(100)
  const before = (await send(pool)).value
  await wait(600)
  const after = (await send(pool)).value
  expect(after - before).toBeLessThan(40)
})

it('events that come at once run side by side up to the width, and no further', async () => {
  const source =
    'exports.handler = async () => { await new Promise(r => setTimeout(r, 400)); return process.pid }'
  const pool = await poolOf(source, {}, { width: 2 })
  const answers = await Promise.all([send(pool), send(pool), send(pool), send(pool)])
  expect(new Set(answers.map(({ value }) => value)).size).toBe(2)
})

it('a failed start is told to the event that met it, and the next event tries again', async () => {
  const pool = await poolOf(
    "const fs = require('fs'); const f = process.env.TMPDIR + '/n'; if (!fs.existsSync(f)) { fs.writeFileSync(f, ''); throw new Error('first') }; exports.handler = async () => 'second'",
  )
  expect((await send(pool)).failure?.kind).toBe('init')
  expect((await send(pool)).value).toBe('second')
})

it('a pool that is closed leaves no process, not even those that a function started', async () => {
  const source = `const child = require('child_process').spawn('sleep', ['1000']); exports.handler = async () => [process.pid, child.pid]`
  const pool = await poolOf(source)
  const { value } = await send(pool)
  expect(value.every(isRunning)).toBe(true)
  await pool.close()
  expect(value.some(isRunning)).toBe(false)
})

it('a pool that is closed leaves no event waiting', async () => {
  const pool = await poolOf(
    'exports.handler = () => new Promise(() => setInterval(() => {}, 100))',
    {},
    { width: 1 },
  )
  const running = send(pool)
  const waiting = send(pool)
  const refused = expect(waiting).rejects.toMatchObject({ diagnostics: [{ code: 'E9007' }] })
  await pool.close()
  expect((await running).failure?.kind).toBe('exit')
  await refused
  await expect(send(pool)).rejects.toMatchObject({ diagnostics: [{ code: 'E9007' }] })
})
