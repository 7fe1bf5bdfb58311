import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { localCloud, send, templateWith } from '../support/local-cloud.ts'

const echo = 'exports.handler = async event => event'

it('gateway() hands a request to the function of its route and gives its answer', async () => {
  const template = templateWith(echo)
  const cloud = await localCloud({ template: async () => template })
  const { status, text } = await send(`${cloud.gatewayUrl}/hello?a=1`, { method: 'POST', body: 'x' })
  expect(status).toBe(200)
  expect(JSON.parse(text)).toMatchObject({ method: 'POST', path: '/hello', query: 'a=1', body: 'x' })
})

it('gateway() answers 404 where no route fits and 502 where the function fails', async () => {
  const template = templateWith("exports.handler = async () => { throw new Error('no') }")
  const cloud = await localCloud({ template: async () => template })
  expect((await send(`${cloud.gatewayUrl}/other`)).status).toBe(404)
  const failed = await send(`${cloud.gatewayUrl}/hello`)
  expect(failed.status).toBe(502)
  expect(failed.text).toContain('no')
})

it('gateway() answers by itself where the function does not let the route call, and says so', async () => {
  const way = { method: 'ANY', functionId: 'Hello', contract: 'fake', api: 'Api' }
  const routes = [
    { ...way, path: '/open' },
    { ...way, path: '/closed', refused: true },
  ]
  const template = templateWith(echo, { app: { routes } })
  const cloud = await localCloud({ template: async () => template })
  expect((await send(`${cloud.gatewayUrl}/open`)).status).toBe(200)
  expect(await send(`${cloud.gatewayUrl}/closed`)).toMatchObject({ status: 403, text: 'refused' })
  const told = cloud.events.filter(({ type }) => type === 'refused')
  expect(told).toEqual([{ type: 'refused', what: 'GET /closed', functionId: 'Hello' }])
})

it('gateway() refuses a host that is not this machine', async () => {
  const template = templateWith(echo)
  const cloud = await localCloud({ template: async () => template })
  const evil = await send(`${cloud.gatewayUrl}/hello`, { headers: { host: 'evil.example:3000' } })
  expect(evil.status).toBe(403)
  const named = await send(`${cloud.gatewayUrl}/hello`, { headers: { host: 'api.localhost:3000' } })
  expect(named.status).toBe(200)
})

it('gateway() runs the code as it is after an edit, from the next request on', async () => {
  const template = templateWith('exports.handler = async () => 0')
  const cloud = await localCloud({ template: async () => template })
  for (let version = 1; version <= 5; version++) {
    writeFileSync(join(template.folder, 'index.js'), `exports.handler = async () => ${version}`)
    expect((await send(`${cloud.gatewayUrl}/hello`)).text).toBe(String(version))
  }
})

it('gateway() loses no request while code changes under load', async () => {
  const template = templateWith('exports.handler = async () => 0')
  const cloud = await localCloud({ template: async () => template })
  const edits = (async () => {
    for (let version = 1; version <= 4; version++) {
      await wait(150)
      writeFileSync(join(template.folder, 'index.js'), `exports.handler = async () => ${version}`)
    }
  })()
  const statuses = new Set<number>()
  let going = true
  const loops = Array.from({ length: 4 }, async () => {
    while (going) statuses.add((await send(`${cloud.gatewayUrl}/hello`)).status)
  })
  await edits
  going = false
  await Promise.all(loops)
  expect([...statuses]).toEqual([200])
})

it('gateway() answers 500 requests at once with a bounded number of processes', async () => {
  const template = templateWith(
    'exports.handler = async () => { await new Promise(r => setTimeout(r, 5)); return process.pid }',
  )
  const cloud = await localCloud({ template: async () => template })
  const answers = await Promise.all(Array.from({ length: 500 }, () => send(`${cloud.gatewayUrl}/hello`)))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect(new Set(answers.map(({ text }) => text)).size).toBeLessThanOrEqual(32)
})

it('gateway() answers a browser that asks before it sends', async () => {
  const cors = {
    origins: ['http://shop.example'],
    methods: ['GET'],
    headers: ['x-a'],
    exposed: [],
    credentials: false,
  }
  const route = { method: 'GET', path: '/hello', functionId: 'Hello', contract: 'fake', api: 'Api', cors }
  const template = templateWith(echo, { app: { routes: [route] } })
  const cloud = await localCloud({ template: async () => template })
  const ask = (origin: string) =>
    send(`${cloud.gatewayUrl}/hello`, { method: 'OPTIONS', headers: { origin } })
  const allowed = await ask('http://shop.example')
  expect(allowed.status).toBe(204)
  expect(allowed.headers['access-control-allow-origin']).toBe('http://shop.example')
  expect((await ask('http://evil.example')).headers['access-control-allow-origin']).toBeUndefined()
  const real = await send(`${cloud.gatewayUrl}/hello`, { headers: { origin: 'http://shop.example' } })
  expect(real.headers['access-control-allow-origin']).toBe('http://shop.example')
})

it('gateway() keeps to its limits and lives on after malformed HTTP', async () => {
  const template = templateWith(echo)
  const cloud = await localCloud({ template: async () => template })
  const large = await send(`${cloud.gatewayUrl}/hello`, {
    method: 'POST',
    body: 'x'.repeat(11 * 1024 * 1024),
  }).catch(() => ({ status: 413 }))
  expect(large.status).toBe(413)
  for (const bytes of [
    '\0\0\0\r\n\r\n',
    'GET\r\n\r\n',
    `GET /hello HTTP/1.1\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`,
    'POST /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
  ])
    expect(await raw(cloud.gatewayUrl, bytes)).toMatch(/^HTTP\/1\.1 4\d\d/)
  expect((await send(`${cloud.gatewayUrl}/hello`)).status).toBe(200)
})

function raw(url: string, bytes: string): Promise<string> {
  return new Promise(resolve => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'))
    let text = ''
    socket.on('data', part => {
      text += part
    })
    socket.on('error', () => resolve(text))
    socket.on('close', () => resolve(text))
  })
}
