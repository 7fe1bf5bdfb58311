import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import type { AliyunClient } from '../../../../src/providers/aliyun/client.ts'
import { bucket } from '../../../../src/providers/aliyun/oss/bucket.ts'
import { emptyBucket } from '../../../../src/providers/aliyun/oss/bucket-calls.ts'
import { aliyunCloud, inputOf, stateOf } from '../aliyun-cloud.ts'

const versioned = (Status: string): Properties => ({ VersioningConfiguration: { Status } })

/** Makes a bucket that holds what several versions, deletes and a change of mind leave. */
async function filled(statuses: readonly string[]) {
  const cloud = await aliyunCloud()
  const { client } = cloud
  const put = (key: string, content: string) =>
    client.oss('once', 'photos', oss => oss.put(key, Buffer.from(content)))
  await bucket.create(client, inputOf('photos', {}))
  await put('before', 'any versions')
  for (const status of statuses) {
    await bucket.update(client, 'photos', inputOf('photos', versioned(status), { before: {} }))
    for (const content of ['one', 'two']) await put('kept & <odd>', content)
    await put('gone', 'soon')
    await client.oss('once', 'photos', oss => oss.delete('gone'))
  }
  return cloud
}

async function removed(client: AliyunClient, empty: boolean): Promise<boolean> {
  const state = stateOf('ALIYUN::OSS::Bucket', 'photos', inputOf('photos', {}))
  await bucket.delete(client, state, { empty })
  return (await bucket.read(client, state)) === undefined
}

describe('a bucket', () => {
  it.each([[[]], [['Enabled']], [['Enabled', 'Suspended']]])(
    'of the versioning %j is emptied and deleted when that is allowed, and kept otherwise',
    async statuses => {
      const { client, store } = await filled(statuses)
      await expect(removed(client, false)).rejects.toThrow()
      expect(await removed(client, true)).toBe(true)
      expect(store.list('aliyun/object-versions')).toEqual([])
    },
  )

  it('shows the version before when the last one is deleted', async () => {
    const { client } = await filled(['Enabled'])
    const { objects } = await client.oss('repeatable', 'photos', oss =>
      oss.listObjectVersions({ maxKeys: 100 }),
    )
    expect(objects.map(({ name }) => name).sort()).toEqual(['before', 'gone', 'kept & <odd>', 'kept & <odd>'])
    await client.oss('once', 'photos', oss =>
      oss.delete('kept & <odd>', {
        versionId: objects.find(({ isLatest, name }) => isLatest && name.startsWith('kept'))?.versionId,
      } as object),
    )
    const { content } = await client.oss('repeatable', 'photos', oss => oss.get('kept & <odd>'))
    expect(String(content)).toBe('one')
  })

  it('that lists what was deleted ends the emptying', async () => {
    const oss = {
      getBucketVersioning: async () => ({ versionStatus: 'Enabled' }),
      listObjectVersions: async () => ({ objects: [{ name: '/a', versionId: 'v1' }], deleteMarker: [] }),
      deleteMulti: async () => ({}),
    }
    // Of the client, emptying uses no more than this.
    const client = {
      oss: async (_mode: string, _bucket: string, send: (given: typeof oss) => unknown) => send(oss),
    } as unknown as AliyunClient
    await expect(emptyBucket(client, 'photos')).rejects.toMatchObject({ diagnostics: [{ code: 'E6305' }] })
  })
})
