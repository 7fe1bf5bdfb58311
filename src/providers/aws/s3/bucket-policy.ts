import type { ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { canonical, isRecord } from '../../../model/value.ts'
import { foreign } from '../../kit/ownership.ts'
import type { AwsClient } from '../client.ts'
import { documentText } from '../iam/document.ts'
import { ignoreMissing, orMissing } from '../kit/answers.ts'

const type = 'AWS::S3::BucketPolicy'

/** The policy of a bucket; there is one per bucket, so its text tells whose it is. */
export const bucketPolicy: ResourceType<AwsClient> = {
  type,
  takes: ['Bucket', 'PolicyDocument'],
  reads: ['PolicyDocument'],
  partOf: ['Bucket'],
  uniqueBy: [],
  async create(client, { properties }) {
    const name = String(properties.Bucket)
    const found = await policyOf(client, name)
    if (found !== undefined) throw foreign(type, name)
    return put(client, properties)
  },
  async find(client, { properties }) {
    const name = String(properties.Bucket)
    const found = await policyOf(client, name)
    if (found !== undefined && !matches(properties, found)) throw foreign(type, name)
    return found === undefined ? undefined : name
  },
  async read(client, { physicalId = '', properties }) {
    const found = await policyOf(client, physicalId)
    if (found === undefined) return undefined
    const { PolicyDocument = found } = properties
    const document = matches(properties, found) ? PolicyDocument : found
    return { properties: { PolicyDocument: document }, attributes: { Ref: physicalId } }
  },
  update: (client, _physicalId, { properties }) => put(client, properties),
  async delete(client, { physicalId = '' }) {
    await ignoreMissing(client.call('s3', 'DeleteBucketPolicy', { Bucket: physicalId }))
  },
}

async function put(client: AwsClient, { Bucket, PolicyDocument }: Properties) {
  await client.call('s3', 'PutBucketPolicy', { Bucket, Policy: documentText(PolicyDocument) })
  return { physicalId: String(Bucket), attributes: { Ref: String(Bucket) } }
}

async function policyOf(client: AwsClient, Bucket: string): Promise<Value | undefined> {
  const found = await orMissing(client.call('s3', 'GetBucketPolicy', { Bucket }))
  return found?.Policy === undefined ? undefined : (JSON.parse(found.Policy) as Value) // policies are JSON
}

function matches({ PolicyDocument }: Properties, found: Value): boolean {
  return isRecord(PolicyDocument) && canonical(PolicyDocument) === canonical(found)
}
