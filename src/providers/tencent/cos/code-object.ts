import type { ResourceType } from '../../../model/provider.ts'
import { type Properties, text } from '../../../model/value.ts'
import { instanceTag } from '../../kit/ownership.ts'
import type { TencentClient } from '../client.ts'
import { unlessMissing } from '../diagnose.ts'

/** A zip in COS that a function is made of. Its key holds the hash of what it holds, so that it never changes. */
export const codeObject: ResourceType<TencentClient> = {
  type: 'Fnx::CodeObject',
  takes: ['Bucket', 'Key', 'Artifact'],
  reads: ['Bucket', 'Key'],
  replaceOn: ['Bucket', 'Key', 'Artifact'],
  partOf: ['Bucket'],
  async create(client, { properties, artifact, tags }) {
    const { bucket, key } = placeOf(properties)
    const body = (await artifact?.read()) ?? new Uint8Array()
    const headers = { 'Content-Type': 'application/zip', 'x-cos-meta-fnx-instance': tags[instanceTag] ?? '' }
    await client.cos({ method: 'PUT', bucket, key, headers, body, repeatable: true })
    return created({ bucket, key })
  },
  async find(client, { properties }) {
    const place = placeOf(properties)
    return (await exists(client, place)) ? created(place).physicalId : undefined
  },
  async read(client, { physicalId }) {
    const place = placeFrom(physicalId ?? '')
    if (!(await exists(client, place))) return undefined
    return { properties: { Bucket: place.bucket, Key: place.key }, attributes: created(place).attributes }
  },
  async update(client, _physicalId, input) {
    return await codeObject.create(client, input)
  },
  async delete(client, { physicalId }) {
    await unlessMissing(client.cos({ method: 'DELETE', ...placeFrom(physicalId ?? ''), repeatable: true }))
  },
}

interface Place {
  readonly bucket: string
  readonly key: string
}

function placeOf({ Bucket, Key }: Properties): Place {
  return { bucket: text(Bucket) ?? '', key: text(Key) ?? '' }
}

function placeFrom(physicalId: string): Place {
  const bar = physicalId.indexOf('|')
  return { bucket: physicalId.slice(0, bar), key: physicalId.slice(bar + 1) }
}

function created({ bucket, key }: Place) {
  return { physicalId: `${bucket}|${key}`, attributes: { Ref: `${bucket}/${key}` } }
}

async function exists(client: TencentClient, place: Place): Promise<boolean> {
  return (await unlessMissing(client.cos({ method: 'HEAD', ...place, repeatable: true }))) !== undefined
}
