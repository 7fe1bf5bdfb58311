import { FnxError } from '../../../model/diagnostic.ts'
import type { Input, ResourceType } from '../../../model/provider.ts'
import type { AwsClient } from '../client.ts'
import { ignoreMissing, orMissing } from '../kit/answers.ts'

/** A zip with code in the stack's own bucket; its key is the hash of what it holds, so equal keys mean equal bytes. */
export const codeObject: ResourceType<AwsClient> = {
  type: 'Fnx::CodeObject',
  takes: ['Bucket', 'Key', 'Artifact'],
  reads: ['Bucket', 'Key'],
  replaceOn: ['Bucket', 'Key'],
  partOf: ['Bucket'],
  create: upload,
  async find(client, { properties: { Bucket, Key } }) {
    const found = await orMissing(client.call('s3', 'HeadObject', { Bucket, Key }))
    return found === undefined ? undefined : `${String(Bucket)}|${String(Key)}`
  },
  async read(client, { physicalId, properties }) {
    const { Bucket, Key } = parts(physicalId)
    if ((await orMissing(client.call('s3', 'HeadObject', { Bucket, Key }))) === undefined) return undefined
    return { properties: { ...('Bucket' in properties ? { Bucket } : {}), Key }, attributes: { Ref: Key } }
  },
  update: (client, _physicalId, input) => upload(client, input),
  async delete(client, { physicalId }) {
    await ignoreMissing(client.call('s3', 'DeleteObject', parts(physicalId)))
  },
}

async function upload(client: AwsClient, { properties: { Bucket, Key }, artifact, logicalId }: Input) {
  if (artifact === undefined)
    throw new FnxError({ code: 'E6202', message: `The code of ${logicalId} was not packaged.` })
  await client.call('s3', 'PutObject', {
    Bucket,
    Key,
    Body: await artifact.read(),
    ContentType: 'application/zip',
  })
  return { physicalId: `${String(Bucket)}|${String(Key)}`, attributes: { Ref: String(Key) } }
}

function parts(physicalId = ''): { readonly Bucket: string; readonly Key: string } {
  const at = physicalId.indexOf('|')
  return { Bucket: physicalId.slice(0, at), Key: physicalId.slice(at + 1) }
}
