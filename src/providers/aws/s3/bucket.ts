import { FnxError } from '../../../model/diagnostic.ts'
import type { Input, ResourceType } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { byName } from '../../kit/identifier.ts'
import { foreign, isOurs } from '../../kit/ownership.ts'
import { allTags, readTags, writeTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { diagnose } from '../diagnose.ts'
import { made } from '../kit/recipe.ts'
import { bucketItems } from './bucket-items.ts'
import { bucketForm, bucketParts } from './bucket-parts.ts'
import { emptyBucket } from './empty-bucket.ts'

type Buckets = Session<AwsClient, CallName<'s3'>>

const type = 'AWS::S3::Bucket'

/** A bucket of S3. */
export const bucket: ResourceType<AwsClient> = made('s3', {
  type,
  naming: { max: 63, lowerCase: true, allowed: /[a-z0-9-]/i },
  nameProperty: 'BucketName',
  id: byName('Bucket'),
  form: bucketForm,
  create: {
    call: 'CreateBucket',
    takes: ['ObjectLockEnabled'],
    members: createdWith,
    isTagged: true,
    // In the oldest region the creation of a bucket that one has already looks like success.
    overwrites: exists,
  },
  parts: bucketParts,
  // HeadBucket does not show the first, and a bucket cannot lose it; the others are shown in other words, one by one.
  unseen: ['ObjectLockEnabled', 'AccessControl', ...bucketItems.flatMap(({ takes }) => takes)],
  tags: {
    property: 'Tags',
    form: 'list',
    // The call replaces all tags.
    calls: ({ all }, { key }) => [
      { action: 'PutBucketTagging', members: { ...key, Tagging: { TagSet: writeTags(all) } } },
    ],
    list: async ({ ask }) => readTags((await ask('GetBucketTagging'))?.TagSet),
  },
  async show({ ask }) {
    const live = await ask('HeadBucket')
    return live && { live: {} }
  },
  async search(session, { name, tags }) {
    const key = { Bucket: name }
    if (!(await exists({ ...session, key, id: name }))) return undefined
    const found = readTags((await session.ask('GetBucketTagging', key))?.TagSet)
    if (!isOurs(found, { tags })) throw foreign(type, name)
    return name
  },
  attributes: ({ client, id }) => addresses(client, id),
  delete: {
    call: 'DeleteBucket',
    async before(session, _known, { empty }) {
      if (empty) await emptyBucket(session)
    },
    explain: (error, id) => ((error as Error).name === 'BucketNotEmpty' ? notEmpty(id) : error), // the SDK throws errors only
  },
})

function createdWith({ name: Bucket, properties, ...input }: Input, { region }: AwsClient) {
  const place = region === 'us-east-1' ? {} : { LocationConstraint: region }
  const Tags = writeTags(allTags(properties.Tags, input))
  return { Bucket, CreateBucketConfiguration: { ...place, Tags } }
}

async function exists({ ask, key, id }: Buckets): Promise<boolean> {
  try {
    return (await ask('HeadBucket', key)) !== undefined
  } catch (error) {
    // Somebody else's bucket answers a HEAD with 403 and no word, one in another region with 301.
    if (/^(denied|exists)$/.test(diagnose(error).kind)) throw foreign(type, id)
    throw error
  }
}

/** Regions whose websites have a dash before the region: https://docs.aws.amazon.com/general/latest/gr/s3.html */
const dashed = new Set([
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
  'us-gov-west-1',
])

function addresses({ partition, region }: AwsClient, name: string): Properties {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  return {
    Arn: `arn:${partition}:s3:::${name}`,
    DomainName: `${name}.s3.${suffix}`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.${suffix}`,
    RegionalDomainName: `${name}.s3.${region}.${suffix}`,
    WebsiteURL: `http://${name}.s3-website${dashed.has(region) ? '-' : '.'}${region}.${suffix}`,
  }
}

function notEmpty(name: string): FnxError {
  return new FnxError({
    code: 'E6204',
    message: `The bucket ${name} still holds objects.`,
    hint: 'Run the command again with --empty-buckets to delete them too.',
  })
}
