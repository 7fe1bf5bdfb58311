import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/providers/aliyun/diagnose.ts'
import { fn } from '../../../src/providers/aliyun/fc/function.ts'
import { provider } from '../../../src/providers/aliyun/provider.ts'
import { aliyunCloud, artifactOf, inputOf } from './aliyun-cloud.ts'

const second = 1000
const now = Math.floor(Date.now() / second) * second
const lines = Array.from({ length: 250 }, (_, index) => ({
  time: now - 60 * second + Math.floor(index / 50) * second,
  text: `line ${index}`,
  stream: 'stdout',
}))
const code = { 'Fnx::Artifact': artifactOf('one').hash }

async function withFunction(LogConfig?: { readonly Project: string; readonly Logstore: string }) {
  const cloud = await aliyunCloud({ logs: lines })
  const properties = { Code: code, Handler: 'index.handler', Runtime: 'nodejs20' }
  await fn.create(
    cloud.client,
    inputOf('hello', LogConfig === undefined ? properties : { ...properties, LogConfig }, {
      artifact: artifactOf('one'),
    }),
  )
  return cloud
}

describe('logs of a function', () => {
  it('are read from the log store that its LogConfig names, page by page', async () => {
    const { client, calls } = await withFunction({ Project: 'shop', Logstore: 'logs' })
    const found = await provider.logs(client, 'hello', { since: new Date(now - 600 * second) })
    expect(found.map(({ text }) => text)).toEqual(lines.map(({ text }) => text))
    expect(calls.filter(({ operation }) => operation === 'GetLogs').length).toBe(3)
    expect(new Set(found.map(({ id }) => id)).size).toBe(lines.length)
  })

  it('keep their ids when they are read again from later on', async () => {
    const { client } = await withFunction({ Project: 'shop', Logstore: 'logs' })
    const all = await provider.logs(client, 'hello', { since: new Date(now - 600 * second) })
    const late = await provider.logs(client, 'hello', { since: new Date(now - 57 * second) })
    expect(late.length).toBe(100)
    expect(late).toEqual(all.slice(-100))
  })

  it('are those that fit a filter, up to the end', async () => {
    const { client } = await withFunction({ Project: 'shop', Logstore: 'logs' })
    const query = { since: new Date(now - 600 * second), until: new Date(now - 59 * second) }
    expect(await provider.logs(client, 'hello', query)).toHaveLength(100)
    const found = await provider.logs(client, 'hello', { ...query, filter: '%line [0-9]{2}$%' })
    expect(found).toHaveLength(90)
  })

  it('that no LogConfig keeps are a finding on a real cloud, with what to do', async () => {
    const { client } = await withFunction()
    const { endpoint: _, ...real } = client
    const failed = await provider.logs(real, 'hello', { since: new Date(0) }).catch(diagnose)
    expect(failed).toMatchObject({
      diagnostic: { code: 'E6302', hint: expect.stringContaining('LogConfig') },
    })
  })
})

describe('GetLogs of the local cloud', () => {
  it('has no projects but those that functions name', async () => {
    const { client } = await withFunction({ Project: 'shop', Logstore: 'logs' })
    const asked = { project: 'other', logstore: 'logs', from: 0, to: 1 }
    const failed = await client.exchange('sls', 'GetLogs', asked, {}).catch(diagnose)
    expect(failed).toMatchObject({
      kind: 'missing',
      diagnostic: { message: expect.stringContaining('ProjectNotExist') },
    })
  })
})
