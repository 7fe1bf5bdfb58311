import { expect, it } from 'vitest'
import type { AliyunClient } from '../../../../src/providers/aliyun/client.ts'
import { codeObject } from '../../../../src/providers/aliyun/oss/code-object.ts'
import { artifactOf, inputOf } from '../aliyun-cloud.ts'

it('codeObject gives an upload time by its size', async () => {
  const limits: number[] = []
  const oss = {
    head: () => Promise.reject(Object.assign(new Error('none'), { code: 'NoSuchKey', status: 404 })),
    put: async (_key: string, _bytes: Buffer, { timeout }: { readonly timeout: number }) =>
      void limits.push(timeout),
  }
  // Of the client, an upload uses no more than this.
  const client = {
    oss: (_mode: string, _bucket: string, send: (given: typeof oss) => unknown) => send(oss),
  } as unknown as AliyunClient
  const properties = { Bucket: 'code', Key: 'abc.zip' }
  for (const size of [1, 8 * 1024 * 1024])
    await codeObject.create(client, inputOf('', properties, { artifact: artifactOf('x'.repeat(size)) }))
  const [small = 0, large = 0] = limits
  expect(small).toBeGreaterThanOrEqual(60_000)
  expect(large - small).toBeGreaterThan(60_000)
})
