import { FnxError } from '../../../model/diagnostic.ts'
import type { Input, ResourceType } from '../../../model/provider.ts'
import { equal } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { diagnose } from '../diagnose.ts'
import { gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { foreign } from '../kit/foreign.ts'
import type { Tags } from '../kit/tags.ts'
import { allTags, claim, fromTagList, tagList, userTags } from '../kit/tags.ts'
import { bucketProperties, writeSettings } from './bucket-settings.ts'

const type = 'AWS::S3::Bucket'

/** A bucket of S3. */
export const bucket: ResourceType<AwsClient> = {
  type,
  naming: { max: 63, lowerCase: true, allowed: /[a-z0-9-]/i },
  nameProperty: 'BucketName',
  takes: bucketProperties,
  omits: {
    'BucketEncryption.ServerSideEncryptionConfiguration.BlockedEncryptionTypes': '',
    'LifecycleConfiguration.Rules.ExpirationDate': '',
    'LifecycleConfiguration.Rules.ExpiredObjectDeleteMarker': '',
    'LifecycleConfiguration.Rules.NoncurrentVersionExpiration.NewerNoncurrentVersions': '',
    'LifecycleConfiguration.Rules.NoncurrentVersionTransition': '',
    'LifecycleConfiguration.Rules.NoncurrentVersionTransitions': '',
    'LifecycleConfiguration.Rules.ObjectSizeGreaterThan': '',
    'LifecycleConfiguration.Rules.ObjectSizeLessThan': '',
    'LifecycleConfiguration.Rules.TagFilters': '',
    'LifecycleConfiguration.Rules.Transition': '',
    'LifecycleConfiguration.Rules.Transitions.TransitionDate': '',
    'LifecycleConfiguration.TransitionDefaultMinimumObjectSize': '',
    'WebsiteConfiguration.RedirectAllRequestsTo': '',
    'WebsiteConfiguration.RoutingRules': '',
  },
  reads: ['Tags', 'VersioningConfiguration'],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    // In the oldest region the creation of a bucket that one has already looks like success.
    if (await exists(client, input.name)) throw foreign(type, input.name)
    const place = client.region === 'us-east-1' ? {} : { LocationConstraint: client.region }
    await client.call('s3', 'CreateBucket', {
      Bucket: input.name,
      CreateBucketConfiguration: { ...place, Tags: tagList(allTags(input)) },
    })
    await writeSettings(client, input.name, { ...input, before: {} })
    return described(client, input.name)
  },
  async find(client, sought) {
    if (!(await exists(client, sought.name))) return undefined
    return claim(sought, await tagsOf(client, sought.name), { type, physicalId: sought.name })
  },
  async read(client, { physicalId = '', properties }) {
    if ((await present(client.call('s3', 'HeadBucket', { Bucket: physicalId }))) === undefined)
      return undefined
    const [tags, versioning] = await Promise.all([
      tagsOf(client, physicalId),
      client.call('s3', 'GetBucketVersioning', { Bucket: physicalId }),
    ])
    const live = {
      Tags: userTags(tags, 'list'),
      VersioningConfiguration: { Status: versioning.Status ?? 'Suspended' },
    }
    return { properties: faithful(properties, live), attributes: described(client, physicalId).attributes }
  },
  async update(client, physicalId, input) {
    await writeSettings(client, physicalId, input)
    await writeTags(client, physicalId, input)
    return described(client, physicalId)
  },
  async delete(client, { physicalId = '' }, { empty }) {
    if (empty) await emptyBucket(client, physicalId)
    try {
      await gone(client.call('s3', 'DeleteBucket', { Bucket: physicalId }))
    } catch (error) {
      throw (error as Error).name === 'BucketNotEmpty' ? notEmpty(physicalId) : error // the SDK throws errors only
    }
  },
}

async function exists(client: AwsClient, Bucket: string): Promise<boolean> {
  try {
    return (await present(client.call('s3', 'HeadBucket', { Bucket }))) !== undefined
  } catch (error) {
    // Somebody else's bucket answers a HEAD with 403 and no word, one in another region with 301.
    if (/^(denied|exists)$/.test(diagnose(error).trouble)) throw foreign(type, Bucket)
    throw error
  }
}

async function tagsOf(client: AwsClient, Bucket: string): Promise<Tags> {
  const found = await present(client.call('s3', 'GetBucketTagging', { Bucket }))
  return fromTagList(found?.TagSet)
}

async function writeTags(client: AwsClient, Bucket: string, input: Input): Promise<void> {
  if (equal(input.properties.Tags, input.before?.Tags)) return
  await client.call('s3', 'PutBucketTagging', { Bucket, Tagging: { TagSet: tagList(allTags(input)) } })
}

function described({ partition, region }: AwsClient, name: string) {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  const attributes = {
    Ref: name,
    Arn: `arn:${partition}:s3:::${name}`,
    DomainName: `${name}.s3.${suffix}`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.${suffix}`,
    RegionalDomainName: `${name}.s3.${region}.${suffix}`,
    WebsiteURL: `http://${name}.s3-website-${region}.${suffix}`,
  }
  return { physicalId: name, attributes }
}

async function emptyBucket(client: AwsClient, Bucket: string): Promise<void> {
  for (;;) {
    const found = await present(client.call('s3', 'ListObjectVersions', { Bucket }))
    const objects = [...(found?.Versions ?? []), ...(found?.DeleteMarkers ?? [])]
    if (objects.length === 0) return
    const Objects = objects.map(({ Key, VersionId }) => ({ Key, VersionId }))
    await client.call('s3', 'DeleteObjects', { Bucket, Delete: { Objects, Quiet: true } })
  }
}

function notEmpty(name: string): FnxError {
  return new FnxError({
    code: 'E6204',
    message: `The bucket ${name} still holds objects.`,
    hint: 'Run the command again with --empty-buckets to delete them too.',
  })
}
