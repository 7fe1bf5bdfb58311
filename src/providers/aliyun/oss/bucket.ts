import type { Created, Input, ResourceType, Sought } from '../../../model/provider.ts'
import { type Properties, record, text, type Value } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { ifThere } from '../kit/if-there.ts'
import { emptyBucket, infoOf, tagsOf, versioningOf } from './bucket-calls.ts'

/** A bucket of OSS. */
export const bucket: ResourceType<AliyunClient> = {
  type: 'ALIYUN::OSS::Bucket',
  naming: { max: 63, allowed: /[A-Za-z0-9-]/, lowerCase: true },
  nameProperty: 'BucketName',
  takes: [
    'AccessControl',
    'BucketName',
    // What a bucket holds is deleted with --empty-buckets alone, whatever the template says.
    'DeletionForce',
    'RedundancyType',
    'StorageClass',
    'Tags',
    'VersioningConfiguration',
  ],
  reads: ['AccessControl', 'StorageClass', 'Tags', 'VersioningConfiguration'],
  replaceOn: ['BucketName', 'StorageClass', 'RedundancyType'],
  tagging: { property: 'Tags', form: 'map' },
  async create(client, input) {
    const { name, properties } = input
    // OSS answers a second creation by the same owner as if it were the first.
    if ((await infoOf(client, name)) !== undefined) throw foreign(`Bucket ${name}`)
    const options = {
      storageClass: properties.StorageClass,
      dataRedundancyType: properties.RedundancyType,
      acl: properties.AccessControl,
    }
    // The published type wants every option; OSS wants none.
    await client.oss('once', name, oss => oss.putBucket(name, options as Parameters<typeof oss.putBucket>[1]))
    return furnish(client, input, {})
  },
  async find(client, sought) {
    const { name } = sought
    const info = await infoOf(client, name)
    if (info === undefined) return undefined
    if (await isOurs(client, sought, info)) return name
    throw foreign(`Bucket ${name}`)
  },
  async read(client, { physicalId = '', properties }) {
    const info = await infoOf(client, physicalId)
    if (info === undefined) return undefined
    const found: Record<string, Value> = {}
    if (properties.AccessControl !== undefined)
      found.AccessControl = text(record(info.AccessControlList).Grant) ?? 'private'
    if (properties.StorageClass !== undefined) found.StorageClass = info.StorageClass ?? 'Standard'
    if (properties.Tags !== undefined) found.Tags = await tagsInTemplate(client, physicalId, properties.Tags)
    if (properties.VersioningConfiguration !== undefined)
      found.VersioningConfiguration = { Status: await versioningOf(client, physicalId) }
    return { properties: found, attributes: attributesOf(client, physicalId) }
  },
  update: (client, _physicalId, input) => furnish(client, input, input.before ?? {}),
  async delete(client, { physicalId = '' }, { empty }) {
    if (empty) await ifThere(emptyBucket(client, physicalId))
    await ifThere(client.oss('repeatable', physicalId, oss => oss.deleteBucket(physicalId)))
  },
}

/** Puts all that a bucket has beside its creation; each call says the same when it is made again. */
async function furnish(client: AliyunClient, input: Input, before: Properties): Promise<Created> {
  const { name, properties } = input
  const own = Object.fromEntries(
    Object.entries(record(properties.Tags)).map(([key, value]) => [key, text(value) ?? '']),
  )
  await client.oss('repeatable', name, oss => oss.putBucketTags(name, { ...own, ...input.tags }))
  if (properties.AccessControl !== before.AccessControl)
    await client.oss('repeatable', name, oss => {
      const acl = text(properties.AccessControl) ?? 'private'
      return oss.putBucketACL(name, acl as Parameters<typeof oss.putBucketACL>[1]) // the schema allows no other
    })
  // Versions that are there stay; a bucket that has kept any can only cease to make new ones.
  const left = before.VersioningConfiguration === undefined ? undefined : 'Suspended'
  const versioning = text(record(properties.VersioningConfiguration).Status) ?? left
  if (versioning !== undefined)
    await client.oss('repeatable', name, oss => oss.putBucketVersioning(name, versioning))
  return { physicalId: name, attributes: attributesOf(client, name) }
}

/** A bucket cannot be tagged as it is made: one without tags is ours if it is empty and no older than the intent. */
async function isOurs(client: AliyunClient, sought: Sought, info: Properties): Promise<boolean> {
  const instance = sought.tags['fnx:instance'] ?? ''
  const tags = await tagsOf(client, sought.name)
  if (tags['fnx:instance'] !== undefined) return tags['fnx:instance'] === instance
  if (sought.name.endsWith(`-${instance}`)) return true
  if (Object.keys(tags).length > 0) return false
  const second = 1000
  const intent = Math.floor(Date.parse(sought.since) / second) * second
  if (Date.parse(text(info.CreationDate) ?? '') < intent) return false
  const { objects } = await client.oss('repeatable', sought.name, oss => oss.listV2({ 'max-keys': '1' }))
  return (objects ?? []).length === 0
}

async function tagsInTemplate(client: AliyunClient, name: string, asked: Value): Promise<Properties> {
  const live = await tagsOf(client, name)
  const entries = Object.entries(live).filter(([key]) => !key.startsWith('fnx:'))
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const wanted = record(asked)[key]
      return [key, text(wanted) === value && wanted !== undefined ? wanted : value]
    }),
  )
}

function attributesOf({ region }: AliyunClient, name: string): Properties {
  return {
    Name: name,
    DomainName: `${name}.oss-${region}.aliyuncs.com`,
    InternalDomainName: `${name}.oss-${region}-internal.aliyuncs.com`,
  }
}
