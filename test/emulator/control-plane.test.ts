import { expect, it } from 'vitest'
import { isRunning, localCloud, send } from '../support/local-cloud.ts'

const signed = { authorization: 'local' }

it('controlPlane() answers an operation and keeps what it made', async () => {
  const { apiUrl } = await localCloud()
  const put = await send(`${apiUrl}/fake/Put/a`, { method: 'POST', headers: signed, body: '{"x":1}' })
  expect(put.status).toBe(200)
  expect((await send(`${apiUrl}/fake/Get/a`, { headers: signed })).text).toBe('{"x":1}')
})

it.each([
  { what: 'an unsigned request', url: '/fake/Get/a', headers: {}, status: 403, text: 'bad-signature' },
  {
    what: 'an unknown key',
    url: '/fake/Get/a',
    headers: { authorization: 'AKIA' },
    status: 403,
    text: 'unknown-key',
  },
  {
    what: 'an unknown operation',
    url: '/fake/Frobnicate/a',
    headers: signed,
    status: 501,
    text: 'not-emulated',
  },
  { what: 'an unknown API', url: '/else', headers: signed, status: 501, text: 'does not know' },
  { what: 'a bug of an operation', url: '/fake/Break/a', headers: signed, status: 500, text: 'internal' },
  {
    what: 'a foreign page',
    url: '/fake/Get/a',
    headers: { ...signed, origin: 'https://evil.example' },
    status: 403,
    text: 'other sites',
  },
  {
    what: 'a foreign page that asks for the log',
    url: '/_fnx/requests',
    headers: { origin: 'null' },
    status: 403,
    text: 'other sites',
  },
  {
    what: 'an unsigned request to a foreign host',
    url: '/fake/Get/a',
    headers: { host: 'evil.example' },
    status: 403,
    text: 'Host header',
  },
  {
    what: 'inspection under a foreign host',
    url: '/_fnx/state',
    headers: { host: 'evil.example' },
    status: 403,
    text: 'Host header',
  },
])('controlPlane() refuses $what', async ({ url, headers, status, text }) => {
  const { apiUrl } = await localCloud()
  const answer = await send(`${apiUrl}${url}`, { headers })
  expect(answer.status).toBe(status)
  expect(answer.text).toContain(text)
})

it('controlPlane() answers a signed request whose host is the cloud itself', async () => {
  const { apiUrl } = await localCloud()
  const headers = { ...signed, host: 'bucket-1250000000.cos.here.example' }
  expect((await send(`${apiUrl}/fake/Get/a`, { headers })).status).toBe(404)
})

it('controlPlane() runs and serves a function that was just made', async () => {
  const { apiUrl, gatewayUrl } = await localCloud()
  const body = JSON.stringify({
    inline: 'exports.handler = async event => ({ got: event.n ?? event.method })',
  })
  await send(`${apiUrl}/fake/Put/fn`, { method: 'POST', headers: signed, body })
  const invoked = await send(`${apiUrl}/fake/Invoke/fn`, { method: 'POST', headers: signed, body: '{"n":7}' })
  expect(invoked.text).toBe('{"got":7}')
  expect((await send(`${gatewayUrl}/fn`)).text).toBe('{"got":"GET"}')
  const changed = JSON.stringify({ inline: 'exports.handler = async () => 2' })
  await send(`${apiUrl}/fake/Put/fn`, { method: 'POST', headers: signed, body: changed })
  expect((await send(`${gatewayUrl}/fn`)).text).toBe('2')
  const logs = await send(`${apiUrl}/_fnx/logs?function=fn`)
  expect(JSON.parse(logs.text)[0].text).toMatch(/^START RequestId/)
})

it('controlPlane() logs each call with its place in the order', async () => {
  const { apiUrl } = await localCloud()
  await send(`${apiUrl}/fake/Put/a`, { method: 'POST', headers: signed, body: '1' })
  await send(`${apiUrl}/fake/Get/b`, { headers: signed })
  const calls = JSON.parse((await send(`${apiUrl}/_fnx/requests`)).text)
  expect(calls).toMatchObject([
    { seq: 1, cloud: 'fake', service: 'things', operation: 'Put', mutates: true, status: 200 },
    { seq: 2, operation: 'Get', mutates: false, status: 404 },
  ])
})

const post = (apiUrl: string, path: string, body: string) =>
  send(`${apiUrl}${path}`, { method: 'POST', headers: signed, body })

it.each([
  { fault: 'throttle', status: 429, kept: false },
  { fault: 'error-500', status: 500, kept: false },
  { fault: 'role-not-assumable', status: 400, kept: false },
  { fault: 'html', status: 502, kept: false },
  { fault: 'slow', status: 200, kept: true },
  { fault: 'reset-before', status: 0, kept: false },
  { fault: 'reset-after', status: 0, kept: true },
])('controlPlane() makes the second Put fail by $fault', async ({ fault, status, kept }) => {
  const { apiUrl } = await localCloud()
  await post(apiUrl, '/_fnx/faults', JSON.stringify({ operation: 'Put', nth: 2, fault, ms: 20 }))
  expect((await post(apiUrl, '/fake/Put/a', '1')).status).toBe(200)
  const second = await post(apiUrl, '/fake/Put/b', '1').catch(() => ({ status: 0 }))
  expect(second.status).toBe(status)
  expect((await send(`${apiUrl}/fake/Get/b`, { headers: signed })).status).toBe(kept ? 200 : 404)
  expect((await post(apiUrl, '/fake/Put/c', '1')).status).toBe(200)
})

it('controlPlane() forgets everything on a reset', async () => {
  const { apiUrl } = await localCloud()
  await post(apiUrl, '/fake/Put/a', '1')
  await post(apiUrl, '/_fnx/reset', '')
  expect(JSON.parse((await send(`${apiUrl}/_fnx/state`)).text)).toEqual({})
  expect(JSON.parse((await send(`${apiUrl}/_fnx/requests`)).text)).toEqual([])
})

it('controlPlane() ends the processes of a function that is removed', async () => {
  const { apiUrl, gatewayUrl } = await localCloud()
  const body = JSON.stringify({ inline: 'exports.handler = async () => process.pid' })
  await post(apiUrl, '/fake/Put/fn', body)
  const pid = Number((await send(`${gatewayUrl}/fn`)).text)
  expect(isRunning(pid)).toBe(true)
  await post(apiUrl, '/fake/Put/fn', '{}')
  expect((await send(`${gatewayUrl}/fn`)).status).toBe(404)
  await expect.poll(() => isRunning(pid)).toBe(false)
})
