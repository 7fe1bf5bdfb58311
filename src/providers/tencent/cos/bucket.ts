import { createHash } from 'node:crypto'
import type { Created, Input, ResourceType } from '../../../model/provider.ts'
import { equal, type Properties, record, text } from '../../../model/value.ts'
import { inTemplateForm } from '../../kit/in-template-form.ts'
import { foreign, isOurs } from '../../kit/ownership.ts'
import { allTags, ownTags, readTags, type Tags, tagChanges, writeTags } from '../../kit/tags.ts'
import type { CosCall, TencentClient } from '../client.ts'
import { unlessMissing } from '../diagnose.ts'
import { many, textOf, xml } from '../protocols/xml.ts'
import { emptyBucket } from './empty-bucket.ts'

/** A bucket of COS; its physical ID ends in the appid, its name in the template does not. */
export const bucket: ResourceType<TencentClient> = {
  type: 'TencentCloud::COS::Bucket',
  naming: { max: 50, lowerCase: true, allowed: /[A-Za-z0-9-]/ },
  nameProperty: 'BucketName',
  takes: ['AccessControl', 'BucketName', 'Tags', 'VersioningConfiguration'],
  reads: ['AccessControl', 'BucketName', 'Tags', 'VersioningConfiguration'],
  replaceOn: ['BucketName'],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    const name = await fullName(client, input.name)
    const tags = allTags(input.properties.Tags, input)
    await client.cos({
      method: 'PUT',
      bucket: name,
      headers: {
        'x-cos-acl': text(input.properties.AccessControl) ?? 'private',
        // tags go in the creating call, so that a crash leaves no bucket that nobody owns
        'x-cos-tagging': Object.entries(tags)
          .map(pair => pair.map(encodeURIComponent).join('='))
          .join('&'),
      },
      repeatable: false,
    })
    await versioning(client, name, input)
    return created(client, name)
  },
  async find(client, sought) {
    const name = await fullName(client, sought.name)
    if (!(await exists(client, name))) return undefined
    if (!isOurs(await tagsOf(client, name), sought)) throw foreign(bucket.type, name)
    return name
  },
  async read(client, { physicalId, properties }) {
    const name = physicalId ?? ''
    if (!(await exists(client, name))) return undefined
    return {
      properties: await comparable(client, name, properties),
      attributes: created(client, name).attributes,
    }
  },
  async update(client, physicalId, input) {
    const { AccessControl, Tags } = input.properties
    if (!equal(AccessControl, input.before?.AccessControl)) {
      const headers = { 'x-cos-acl': text(AccessControl) ?? 'private' }
      await client.cos({ method: 'PUT', bucket: physicalId, action: 'acl', headers, repeatable: true })
    }
    if (!equal(Tags, input.before?.Tags)) await writeAllTags(client, physicalId, input)
    await versioning(client, physicalId, input)
    return created(client, physicalId)
  },
  async delete(client, { physicalId }, { empty }) {
    const name = physicalId ?? ''
    if (empty) await emptyBucket(client, name)
    await unlessMissing(client.cos({ method: 'DELETE', bucket: name, repeatable: true }))
  },
}

async function fullName(client: TencentClient, name: string): Promise<string> {
  const suffix = `-${await client.appId()}`
  return name.endsWith(suffix) ? name : name + suffix
}

async function exists(client: TencentClient, name: string): Promise<boolean> {
  return (await unlessMissing(client.cos({ method: 'HEAD', bucket: name, repeatable: true }))) !== undefined
}

async function tagsOf(client: TencentClient, name: string): Promise<Tags> {
  const reply = await unlessMissing(
    client.cos({ method: 'GET', bucket: name, action: 'tagging', repeatable: true }),
  )
  return readTags(many(record(record(reply?.Tagging).TagSet).Tag))
}

/** COS takes all tags at once: those that somebody else set go along. */
async function writeAllTags(client: TencentClient, name: string, input: Input): Promise<void> {
  const wanted = allTags(input.properties.Tags, input)
  const { dropped } = tagChanges(allTags(input.before?.Tags, input), wanted)
  const live = Object.entries(await tagsOf(client, name)).filter(([key]) => !dropped.includes(key))
  const Tag = writeTags({ ...Object.fromEntries(live), ...wanted })
  await put(client, { bucket: name, action: 'tagging' }, { Tagging: { TagSet: { Tag } } })
}

async function versioning(client: TencentClient, name: string, { properties, before }: Input): Promise<void> {
  const had = record(before?.VersioningConfiguration).Status
  const Status =
    text(record(properties.VersioningConfiguration).Status) ?? (had === undefined ? undefined : 'Suspended')
  if (Status === undefined) return
  await put(client, { bucket: name, action: 'versioning' }, { VersioningConfiguration: { Status } })
}

async function put(
  client: TencentClient,
  place: Pick<CosCall, 'bucket' | 'action'>,
  document: Properties,
): Promise<void> {
  const body = Buffer.from(xml(document))
  const headers = {
    'Content-Type': 'application/xml',
    'Content-MD5': createHash('md5').update(body).digest('base64'),
  }
  await client.cos({ ...place, method: 'PUT', headers, body, repeatable: true })
}

async function comparable(client: TencentClient, name: string, known: Properties): Promise<Properties> {
  const suffix = `-${await client.appId()}`
  const acl = await client.cos({ method: 'GET', bucket: name, action: 'acl', repeatable: true })
  const AccessControl = accessOf(acl)
  const short = name.endsWith(suffix) ? name.slice(0, -suffix.length) : name
  const live: Properties = {
    ...(known.BucketName === undefined ? {} : { BucketName: known.BucketName === name ? name : short }),
    ...(known.AccessControl === undefined && AccessControl === 'private' ? {} : { AccessControl }),
    ...(known.Tags === undefined ? {} : { Tags: writeTags(ownTags(await tagsOf(client, name))) }),
    ...(known.VersioningConfiguration === undefined
      ? {}
      : { VersioningConfiguration: await versioningOf(client, name) }),
  }
  return { ...live, ...inTemplateForm(known, live) }
}

async function versioningOf(client: TencentClient, name: string): Promise<Properties> {
  const reply = await client.cos({ method: 'GET', bucket: name, action: 'versioning', repeatable: true })
  return { Status: textOf(record(reply.VersioningConfiguration).Status) || 'Suspended' }
}

function accessOf(reply: Properties): string {
  const grants = many(record(record(reply.AccessControlPolicy).AccessControlList).Grant)
  const all = grants.filter(({ Grantee }) => textOf(record(Grantee).URI).endsWith('/AllUsers'))
  const allowed = new Set(all.map(({ Permission }) => textOf(Permission)))
  if (allowed.has('WRITE') || allowed.has('FULL_CONTROL')) return 'public-read-write'
  return allowed.has('READ') ? 'public-read' : 'private'
}

function created(client: TencentClient, name: string): Created {
  return {
    physicalId: name,
    attributes: { Ref: name, BucketName: name, Host: `${name}.cos.${client.region}.myqcloud.com` },
  }
}
