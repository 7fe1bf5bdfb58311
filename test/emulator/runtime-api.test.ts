import { expect, it, onTestFinished } from 'vitest'
import { type Deliver, openRuntimeApi, type RuntimeEvents } from '../../src/emulator/runtime-api.ts'

async function opened(events: Partial<RuntimeEvents> = {}, limit = 1000) {
  const api = await openRuntimeApi(limit, {
    next: deliver => deliver({ 'Lambda-Runtime-Aws-Request-Id': 'r1' }, Buffer.from('{"n":1}')),
    response() {},
    error() {},
    initError() {},
    ...events,
  })
  onTestFinished(() => api.close())
  return `http://${api.address}/2018-06-01/runtime`
}

it('openRuntimeApi() serves an HTTP client that is not ours', async () => {
  const answers: string[] = []
  const base = await opened({ response: (id, body) => answers.push(`${id} ${body}`) })
  const next = await fetch(`${base}/invocation/next`)
  expect(next.headers.get('lambda-runtime-aws-request-id')).toBe('r1')
  expect(await next.json()).toEqual({ n: 1 })
  const sent = await fetch(`${base}/invocation/r1/response`, { method: 'POST', body: '"done"' })
  expect([sent.status, await sent.json()]).toEqual([202, { status: 'OK' }])
  expect(answers).toEqual(['r1 "done"'])
})

it('openRuntimeApi() takes an answer that comes in chunks', async () => {
  const answers: string[] = []
  const base = await opened({ response: (_id, body) => answers.push(body.toString()) })
  const body = new ReadableStream({
    start(stream) {
      for (const part of ['a', 'bc', 'def']) stream.enqueue(Buffer.from(part))
      stream.close()
    },
  })
  const options: RequestInit & { readonly duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  expect((await fetch(`${base}/invocation/r1/response`, options)).status).toBe(202)
  expect(answers).toEqual(['abcdef'])
})

it('openRuntimeApi() refuses an answer above the limit and goes on', async () => {
  const sizes: (number | undefined)[] = []
  const base = await opened({ response: (_id, _body, { oversize }) => sizes.push(oversize) }, 10)
  const large = await fetch(`${base}/invocation/r1/response`, { method: 'POST', body: 'x'.repeat(11) })
  expect(large.status).toBe(413)
  expect(await large.text()).toContain('RequestEntityTooLarge')
  expect((await fetch(`${base}/invocation/r1/response`, { method: 'POST', body: 'x' })).status).toBe(202)
  expect(sizes).toEqual([11, undefined])
})

it('openRuntimeApi() passes errors on and knows no other paths', async () => {
  const heard: string[] = []
  const base = await opened({
    error: (id, body) => heard.push(`${id} ${body}`),
    initError: body => heard.push(`init ${body}`),
  })
  await fetch(`${base}/invocation/r1/error`, { method: 'POST', body: '{}' })
  await fetch(`${base}/init/error`, { method: 'POST', body: '[]' })
  expect(heard).toEqual(['r1 {}', 'init []'])
  expect((await fetch(`${base}/restore/next`)).status).toBe(404)
  expect(await (await fetch(new URL('/ping', base))).text()).toBe('pong')
})

it('openRuntimeApi() holds the client that asks until there is an event', async () => {
  let deliver: Deliver | undefined
  const base = await opened({
    next(given) {
      deliver = given
    },
  })
  let answered = false
  const asking = fetch(`${base}/invocation/next`).then(response => {
    answered = true
    return response.text()
  })
  await expect.poll(() => deliver).toBeDefined()
  expect(answered).toBe(false)
  deliver?.({}, Buffer.from('late'))
  expect(await asking).toBe('late')
})
