import { describe, expect, it } from 'vitest'
import { list, record } from '../../../../src/model/value.ts'
import { tencentCloud } from '../tencent-cloud.ts'

async function bucket() {
  const { client } = await tencentCloud()
  const place = { bucket: 'photos-1250000000', repeatable: false }
  await client.cos({ ...place, method: 'PUT' })
  return { client, place }
}

describe('objects of COS', () => {
  it('are kept, listed and deleted, whatever their keys hold', async () => {
    const { client, place } = await bucket()
    const keys = ['a b/ü+&<>.txt', 'a', 'z/!*()']
    for (const key of keys) await client.cos({ ...place, method: 'PUT', key, body: Buffer.from(key) })
    const page = await client.cos({ ...place, method: 'GET', query: { prefix: 'a', 'max-keys': '10' } })
    const contents = list(record(page.ListBucketResult).Contents).map(entry => record(entry).Key)
    expect(contents).toEqual(['a', 'a b/ü+&<>.txt'])
    for (const key of keys) await client.cos({ ...place, method: 'DELETE', key })
    await client.cos({ ...place, method: 'DELETE' })
    await expect(client.cos({ ...place, method: 'HEAD' })).rejects.toMatchObject({ statusCode: 404 })
  })

  it('are listed by folder, a page at a time', async () => {
    const { client, place } = await bucket()
    for (const key of ['a', 'd/x', 'd/y', 'e'])
      await client.cos({ ...place, method: 'PUT', key, body: Buffer.from('') })
    const first = await client.cos({ ...place, method: 'GET', query: { delimiter: '/', 'max-keys': '2' } })
    expect(first.ListBucketResult).toMatchObject({ CommonPrefixes: { Prefix: 'd/' }, NextMarker: 'd/' })
    const rest = await client.cos({ ...place, method: 'GET', query: { delimiter: '/', marker: 'd/' } })
    expect(record(rest.ListBucketResult).Contents).toMatchObject({ Key: 'e' })
  })

  it('are not made empty by a copy, which is not answered', async () => {
    const { client, place } = await bucket()
    const headers = { 'x-cos-copy-source': 'photos-1250000000.cos.ap-guangzhou.myqcloud.com/a' }
    await expect(client.cos({ ...place, method: 'PUT', key: 'b', headers })).rejects.toMatchObject({
      code: 'NotImplemented',
    })
  })

  it('keep a bucket from being deleted', async () => {
    const { client, place } = await bucket()
    await client.cos({ ...place, method: 'PUT', key: 'a', body: Buffer.from('a') })
    await expect(client.cos({ ...place, method: 'DELETE' })).rejects.toMatchObject({ code: 'BucketNotEmpty' })
  })

  it('are refused in buckets of another account, and where there is no bucket', async () => {
    const { client, place } = await bucket()
    await expect(client.cos({ ...place, bucket: 'a-1', method: 'PUT' })).rejects.toMatchObject({
      code: 'AccessDenied',
    })
    await expect(
      client.cos({ ...place, bucket: 'none-1250000000', method: 'PUT', key: 'a', body: Buffer.from('a') }),
    ).rejects.toMatchObject({ code: 'NoSuchBucket' })
  })
})
