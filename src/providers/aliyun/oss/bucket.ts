import type { ResourceType, Sought } from '../../../model/provider.ts'
import { type Properties, record, text } from '../../../model/value.ts'
import { byName } from '../../kit/identifier.ts'
import { settings, withResets } from '../../kit/parts.ts'
import type { AliyunClient } from '../client.ts'
import { ifThere } from '../kit/if-there.ts'
import { emptyBucket, infoOf, tagsOf } from './bucket-calls.ts'
import { made } from './recipe.ts'

/** Versions that are there stay; a bucket that has kept any can only cease to make new ones. */
const suspended = { 'VersioningConfiguration.Status': 'Suspended' }

/** A bucket of OSS. */
export const bucket: ResourceType<AliyunClient> = made({
  type: 'ALIYUN::OSS::Bucket',
  naming: { max: 63, allowed: /[A-Za-z0-9-]/, lowerCase: true },
  nameProperty: 'BucketName',
  id: byName('bucket'),
  form: {
    names: {
      AccessControl: 'acl',
      RedundancyType: 'dataRedundancyType',
      StorageClass: 'storageClass',
    },
  },
  create: {
    call: 'PutBucket',
    takes: ['AccessControl', 'RedundancyType', 'StorageClass'],
    // OSS answers a second creation by the same owner as if it were the first.
    overwrites: true,
  },
  parts: [
    settings({ call: 'PutBucketAcl', takes: ['AccessControl'], resets: { AccessControl: 'private' } }),
    {
      takes: ['VersioningConfiguration'],
      calls: ({ key, id, ...change }) => {
        const { VersioningConfiguration } = withResets(change.before, change.now, { resets: suspended, id })
        const status = text(record(VersioningConfiguration).Status)
        return status === undefined ? [] : [{ action: 'PutBucketVersioning', members: { ...key, status } }]
      },
      get: 'GetBucketVersioning',
      shows: VersioningConfiguration => ({ VersioningConfiguration }),
    },
    // What a bucket holds is deleted with --empty-buckets alone, whatever the template says.
    { takes: ['DeletionForce'], calls: () => [] },
  ],
  tags: {
    property: 'Tags',
    form: 'map',
    calls: ({ all }, { key }) => [{ action: 'PutBucketTags', members: { ...key, tags: all } }],
    list: ({ client, id }) => tagsOf(client, id),
  },
  async show({ client, id }) {
    const info = await infoOf(client, id)
    if (info === undefined) return undefined
    const { AccessControlList, CreationDate = '', StorageClass = 'Standard' } = info
    const acl = record(AccessControlList).Grant ?? 'private'
    return { live: { acl, storageClass: StorageClass, CreationDate } }
  },
  unseen: ['DeletionForce', 'RedundancyType'],
  owns: ({ live }, sought, { client }) => isOurs(client, sought, live),
  attributes: ({ client: { region }, id }) => ({
    Name: id,
    DomainName: `${id}.oss-${region}.aliyuncs.com`,
    InternalDomainName: `${id}.oss-${region}-internal.aliyuncs.com`,
  }),
  delete: {
    call: 'DeleteBucket',
    async before({ client, id }, _known, { empty }) {
      if (empty) await ifThere(emptyBucket(client, id))
    },
  },
})

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
