import type { Created, Input, ResourceType } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { putTimeout } from '../client-oss.ts'
import { foreign } from '../diagnose.ts'
import { ifThere } from '../kit/if-there.ts'

/** A zip of code in OSS, named by its content; whose it is stands in its metadata. */
export const codeObject: ResourceType<AliyunClient> = {
  type: 'Fnx::CodeObject',
  takes: ['Bucket', 'Key', 'Artifact'],
  reads: [],
  replaceOn: ['Bucket', 'Key'],
  partOf: ['Bucket'],
  async create(client, input) {
    const [bucket, key] = placeOf(input)
    if ((await ownerOf(client, bucket, key)) !== undefined) throw foreign(`Object ${key} in bucket ${bucket}`)
    return put(client, input)
  },
  async find(client, sought) {
    const [bucket, key] = placeOf(sought)
    const owner = await ownerOf(client, bucket, key)
    if (owner === undefined) return undefined
    if (owner === sought.tags['fnx:instance']) return `${bucket}|${key}`
    throw foreign(`Object ${key} in bucket ${bucket}`)
  },
  async read(client, { physicalId = '' }) {
    const [bucket = '', key = ''] = physicalId.split('|')
    if ((await ownerOf(client, bucket, key)) === undefined) return undefined
    return { properties: {}, attributes: {} }
  },
  update: (client, _physicalId, input) => put(client, input),
  async delete(client, { physicalId = '' }) {
    const [bucket = '', key = ''] = physicalId.split('|')
    await ifThere(client.oss('repeatable', bucket, oss => oss.delete(key)))
  },
}

async function put(client: AliyunClient, input: Input): Promise<Created> {
  const [bucket, key] = placeOf(input)
  const bytes = Buffer.from((await input.artifact?.read()) ?? [])
  const headers = { 'x-oss-meta-fnx-instance': input.tags['fnx:instance'] ?? '' }
  // The key is the hash of the content, so that a second time changes nothing.
  const options = { headers, timeout: putTimeout(bytes.length) }
  await client.oss('repeatable', bucket, oss => oss.put(key, bytes, options))
  return { physicalId: `${bucket}|${key}`, attributes: {} }
}

async function ownerOf(client: AliyunClient, bucket: string, key: string): Promise<string | undefined> {
  const found = await ifThere(client.oss('repeatable', bucket, oss => oss.head(key)))
  if (found === undefined) return undefined
  const meta: Readonly<Record<string, unknown>> = { ...found.meta }
  return String(meta['fnx-instance'] ?? '')
}

function placeOf({ properties }: Pick<Input, 'properties'>): readonly [string, string] {
  return [text(properties.Bucket) ?? '', text(properties.Key) ?? '']
}
