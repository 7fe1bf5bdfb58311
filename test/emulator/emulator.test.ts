import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { findLocalCloud } from '../../src/emulator/presence.ts'
import { folderOf, isRunning, localCloud, send, templateWith } from '../support/local-cloud.ts'

const signed = { authorization: 'local' }

it('startLocalCloud() keeps what it holds across a restart', async () => {
  const dataDir = join(folderOf(), 'data')
  const first = await localCloud({ dataDir })
  await send(`${first.apiUrl}/fake/Put/a`, { method: 'POST', headers: signed, body: '{"x":1}' })
  await first.close()
  const second = await localCloud({ dataDir })
  expect((await send(`${second.apiUrl}/fake/Get/a`, { headers: signed })).text).toBe('{"x":1}')
})

it('startLocalCloud() refuses a second one on the same folder and says where the first is', async () => {
  const dataDir = join(folderOf(), 'data')
  const first = await localCloud({ dataDir })
  await expect(localCloud({ dataDir })).rejects.toMatchObject({ diagnostics: [{ code: 'E9002' }] })
  expect(await findLocalCloud(dataDir)).toMatchObject({ apiUrl: first.apiUrl, gatewayUrl: first.gatewayUrl })
  await first.close()
  expect(await findLocalCloud(dataDir)).toBeUndefined()
})

it('startLocalCloud() takes over from one that was killed', async () => {
  const dataDir = folderOf({
    'local.json': '{"pid":999999,"apiUrl":"http://127.0.0.1:9","gatewayUrl":"http://127.0.0.1:9"}',
  })
  expect(await findLocalCloud(dataDir)).toBeUndefined()
  const cloud = await localCloud({ dataDir })
  expect((await findLocalCloud(dataDir))?.apiUrl).toBe(cloud.apiUrl)
})

it('startLocalCloud() names the port that is in use and leaves nothing behind', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo // a server on TCP has such an address
  const dataDir = join(folderOf(), 'data')
  const started = localCloud({ dataDir, gatewayPort: port })
  await expect(started).rejects.toMatchObject({
    diagnostics: [{ code: 'E9001', message: expect.stringContaining(String(port)) }],
  })
  expect(existsSync(join(dataDir, 'local.json'))).toBe(false)
})

it('startLocalCloud() lists routes with addresses that answer', async () => {
  const template = templateWith('exports.handler = async () => 1')
  const cloud = await localCloud({ template: async () => template })
  const [route] = cloud.routes()
  expect(route).toMatchObject({ method: 'ANY', path: '/hello', functionId: 'Hello' })
  expect((await send(route?.url ?? '')).status).toBe(200)
})

it('startLocalCloud() reads the template anew when a file that it watches changes', async () => {
  const file = join(folderOf({ 'template.yaml': 'hello' }), 'template.yaml')
  const template = templateWith('exports.handler = async () => 1')
  let path = '/hello'
  const read = async () => ({
    ...template,
    watches: [file],
    app: { ...template.app, routes: template.app.routes.map(route => ({ ...route, path })) },
  })
  const cloud = await localCloud({ template: read })
  expect((await send(`${cloud.gatewayUrl}/hello`)).status).toBe(200)
  path = '/hallo'
  writeFileSync(file, 'hallo')
  expect((await send(`${cloud.gatewayUrl}/hallo`)).status).toBe(200)
  expect((await send(`${cloud.gatewayUrl}/hello`)).status).toBe(404)
})

it('startLocalCloud() fires timers', async () => {
  const timer = {
    id: 'Tick',
    functionId: 'Hello',
    schedule: '@every 1s',
    enabled: true,
    event: (time: Date) => ({ time: time.toISOString() }),
  }
  const template = templateWith('exports.handler = async e => console.log(JSON.stringify(e))', {
    app: { timers: [timer, { ...timer, id: 'Refused', refused: true, event: () => 'refused' }] },
  })
  const cloud = await localCloud({ template: async () => template, timers: true })
  await wait(2_600)
  const lines = cloud.events.flatMap(event => (event.type === 'log' ? [event.text] : []))
  expect(lines.length).toBeGreaterThan(0)
  expect(lines[0]).toMatch(/\{"time":"20/)
  // A timer that the function does not let call is told, and calls nothing.
  expect(lines.join('')).not.toContain('refused')
  expect(cloud.events).toContainEqual({ type: 'refused', what: 'timer Refused', functionId: 'Hello' })
})

it('a local cloud that is killed takes its functions along, frozen or busy', async () => {
  const folder = folderOf({
    'index.js':
      'exports.handler = async e => { if (e.path === "/busy") { console.log(process.pid); for (;;) {} } return process.pid }',
  })
  const data = folderOf()
  const here = new URL('../support/', import.meta.url).pathname
  const script = `
    import { startLocalCloud } from '${here}../../src/emulator/emulator.ts'
    import { fakeCloud, fakeSpec } from '${here}fake-wire.ts'
    const route = { method: 'ANY', functionId: 'Hello', contract: 'fake', api: 'Api' }
    const routes = [{ ...route, path: '/idle' }, { ...route, path: '/busy' }]
    const app = { functions: [fakeSpec({ timeout: 60 })], routes, timers: [], unsupported: [] }
    const cloud = await startLocalCloud({
      clouds: [fakeCloud()], dataDir: '${data}/data', workDir: '${data}/work', apiPort: 0, gatewayPort: 0,
      unpack: async () => {}, emit() {}, bootstraps: '${here}../../src/emulator/bootstraps', searchPath: '',
      template: async () => ({ provider: 'fake', app, folderOf: () => '${folder}' }),
    })
    console.log(cloud.gatewayUrl)`
  const { build } = await import('esbuild')
  await build({
    stdin: { contents: script, resolveDir: here, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(folder, 'run.mjs'),
  })
  const parent = spawn(process.execPath, [join(folder, 'run.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void parent.kill('SIGKILL'))
  const url = await new Promise<string>(resolve =>
    parent.stdout.once('data', line => resolve(String(line).trim())),
  )
  const first = Number((await send(`${url}/idle`)).text)
  const busy = send(`${url}/busy`).catch(() => undefined)
  await wait(50)
  const frozen = Number((await send(`${url}/idle`)).text)
  await wait(100)
  expect(frozen).not.toBe(first)
  expect([first, frozen].map(isRunning)).toEqual([true, true])
  parent.kill('SIGKILL')
  await busy
  await expect.poll(() => [first, frozen].map(isRunning), { timeout: 3_000 }).toEqual([false, false])
})
