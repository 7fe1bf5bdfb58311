import { describe, expect, it } from 'vitest'
import { loadTypes } from '../../../../src/model/service.ts'
import type { Properties } from '../../../../src/model/value.ts'
import { provider } from '../../../../src/providers/tencent/provider.ts'
import { logs } from '../../../../src/providers/tencent/scf/logs.ts'
import { artifactOf, inputOf, tencentCloud } from '../tencent-cloud.ts'

async function withFunction(options: Parameters<typeof tencentCloud>[0]) {
  const cloud = await tencentCloud(options)
  const [type] = await loadTypes(provider, ['TencentCloud::SCF::Function'])
  const artifact = artifactOf('x')
  const properties = {
    Code: { 'Fnx::Artifact': artifact.hash },
    Handler: 'index.main',
    Runtime: 'Nodejs18.15',
  }
  await type?.create(cloud.client, inputOf('hello', properties, { artifact }))
  return cloud
}

const line = (ago: number, text: string) => ({ time: Date.now() - ago, text, stream: 's' })

describe('logs()', () => {
  it('gives each line once, since a time', async () => {
    const now = Date.now()
    const { client } = await withFunction({
      logs: [
        line(3_600_000, 'START RequestId: old\n'),
        line(3_600_000, 'END RequestId: old\n'),
        line(2000, 'START RequestId: new\n'),
        line(2000, 'hello\n'),
        line(1000, 'END RequestId: new\n'),
      ],
    })
    const found = await logs(client, 'default|hello', { since: new Date(now - 60_000) })
    expect(found.map(({ text }) => text)).toEqual(['START RequestId: new', 'hello', 'END RequestId: new'])
    expect(new Set(found.map(({ id }) => id)).size).toBe(3)
    expect(Math.abs((found[0]?.time.getTime() ?? 0) - now)).toBeLessThan(5000)
    expect(await logs(client, 'default|hello', { since: new Date(now - 7_200_000) })).toHaveLength(5)
  })

  it('gives what fits a filter, and nothing after the end', async () => {
    const now = Date.now()
    const { client } = await withFunction({
      logs: [line(9000, 'early ok\n'), line(5000, 'bad\n'), line(1000, 'ok\n')],
    })
    const since = new Date(now - 60_000)
    const texts = async (more: object) =>
      (await logs(client, 'default|hello', { since, ...more })).map(({ text }) => text)
    expect(await texts({ filter: 'ok' })).toEqual(['early ok', 'ok'])
    expect(await texts({ filter: '-ok', until: new Date(now - 3000) })).toEqual(['bad'])
  })

  it('asks for page after page', async () => {
    const many = Array.from({ length: 2500 }, (_, index) => line(2000, `line ${index}\n`))
    const { client, calls } = await withFunction({ logs: many })
    const found = await logs(client, 'default|hello', { since: new Date(Date.now() - 60_000) })
    expect(found.map(({ text }) => text)).toEqual(many.map(({ text }) => text.trim()))
    expect(calls.filter(({ operation }) => operation === 'SearchLog')).toHaveLength(3)
    expect(calls.some(({ operation }) => operation === 'GetFunctionLogs')).toBe(false)
  })

  it('says that the log of a function goes nowhere', async () => {
    const { client, store } = await withFunction({})
    const fn = store.get('tencent.functions', 'default|hello') as Properties // put there by the create
    store.put('tencent.functions', 'default|hello', { ...fn, ClsTopicId: '' })
    await expect(logs(client, 'default|hello', { since: new Date() })).rejects.toMatchObject({
      diagnostics: [{ code: 'E6403', hint: expect.stringContaining('ClsTopicId') }],
    })
  })
})

describe('SearchLog', () => {
  it.each([
    ['*', 3],
    ['SCF_FunctionName:hello AND SCF_Message:"here"', 1],
    ['SCF_RequestId:"r1"', 3],
    ['SCF_FunctionName:"other"', 0],
  ])('finds %s: %i', async (QueryString, count) => {
    const written = ['START RequestId: r1\n', 'it is here\n', 'END RequestId: r1\n']
    const { client } = await withFunction({ logs: written.map(text => line(1000, text)) })
    const fn = await client.call('scf', 'GetFunction', { FunctionName: 'hello' })
    const input = { TopicId: fn.ClsTopicId ?? '', From: 0, To: Date.now(), QueryString }
    const { Results } = await client.call('cls', 'SearchLog', input)
    expect(Results).toHaveLength(count)
  })

  it.each([
    ['FailedOperation.SyntaxError', { QueryString: 'a OR b' }],
    ['ResourceNotFound.TopicNotExist', { TopicId: 'elsewhere' }],
  ])('refuses with %s', async (code, change) => {
    const { client } = await withFunction({})
    const fn = await client.call('scf', 'GetFunction', { FunctionName: 'hello' })
    const input = { TopicId: fn.ClsTopicId ?? '', From: 0, To: 1, ...change }
    await expect(client.call('cls', 'SearchLog', input)).rejects.toMatchObject({ code })
  })
})
