import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import type { CosCall, TencentClient } from '../../../../src/providers/tencent/client.ts'
import { emptyBucket } from '../../../../src/providers/tencent/cos/empty-bucket.ts'

interface Version {
  readonly Key: string
  readonly VersionId: string
  readonly marker?: boolean
}

/** A bucket that keeps versions as COS documents it: a delete without a version lays a marker over the object. */
function versionedBucket(status: '' | 'Enabled' | 'Suspended', first: readonly Version[]) {
  let held = [...first]
  let next = 0
  const asked: string[] = []
  const remove = ({ key = '', query }: CosCall) => {
    const id = query?.versionId
    if (id !== undefined) held = held.filter(({ Key, VersionId }) => Key !== key || VersionId !== id)
    else if (status === '') held = held.filter(({ Key }) => Key !== key)
    else held.push({ Key: key, VersionId: `m${++next}`, marker: true })
    return {}
  }
  const answers: Readonly<Record<string, (call: CosCall) => Properties>> = {
    'GET versioning': () => ({ VersioningConfiguration: status === '' ? {} : { Status: status } }),
    'GET versions': () => {
      const shown = held
        .slice(0, 2)
        .map(({ Key, VersionId, marker }) => ({ Key, VersionId, marker: !!marker }))
      const [markers, versions] = [
        shown.filter(({ marker }) => marker),
        shown.filter(({ marker }) => !marker),
      ]
      return {
        ListVersionsResult: {
          Version: versions,
          DeleteMarker: markers.length === 1 ? (markers[0] ?? {}) : markers,
        },
      }
    },
    'DELETE object': remove,
  }
  const cos = async (call: CosCall) => {
    const name = `${call.method} ${call.action ?? 'object'}`
    asked.push(name)
    if (asked.length > 100) throw new Error('The emptying does not end')
    return answers[name]?.(call) ?? {}
  }
  return { client: { cos } as unknown as TencentClient, held: () => held } // emptying needs no other call
}

describe('emptyBucket()', () => {
  const old = { Key: 'old', VersionId: 'null' }
  it.each([
    ['', [old, { Key: 'b', VersionId: 'null' }]],
    ['Enabled', [old, { Key: 'old', VersionId: 'v1' }, { Key: 'old', VersionId: 'v2', marker: true }]],
    ['Suspended', [old, { Key: 'a b', VersionId: 'null', marker: true }]],
  ] as const)('leaves nothing where versioning is %j', async (status, first) => {
    const { client, held } = versionedBucket(status, first)
    await emptyBucket(client, 'photos-1250000000')
    expect(held()).toEqual([])
  })

  it('ends with a finding where COS keeps what it said to have deleted', async () => {
    const { client } = versionedBucket('Enabled', [old])
    const cos = (call: CosCall) => (call.method === 'DELETE' ? Promise.resolve({}) : client.cos(call))
    await expect(emptyBucket({ ...client, cos }, 'photos-1250000000')).rejects.toMatchObject({
      diagnostics: [{ code: 'E6402', message: expect.stringContaining('"old"') }],
    })
  })
})
