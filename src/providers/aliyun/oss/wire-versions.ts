import type { WireCall, WireReply } from '../../../model/operation.ts'
import { isRecord, type Properties, record, text, type Value } from '../../../model/value.ts'
import { dated, element, escaped, xml } from '../protocols/reply.ts'
import { account } from '../sts/wire.ts'
import { bucketTable } from './wire-bucket-of.ts'

/** The table that current objects are kept in, by bucket and key. */
export const objectTable = 'aliyun/objects'

/** The table that old versions and delete markers are kept in, by bucket, key and version. */
export const versionTable = 'aliyun/object-versions'

/** What an object is called while its bucket keeps no versions (https://help.aliyun.com/zh/oss/user-guide/overview-78). */
const unversioned = 'null'

/** Makes an object the current one; the one before stays where the bucket keeps versions. */
export function putCurrent(call: WireCall, place: string, object: Properties): void {
  const versionId = shelve(call, place)
  call.store.put(objectTable, place, { ...object, versionId })
}

/** Deletes the current object; a bucket that keeps versions gets a delete marker instead. */
export function dropCurrent(call: WireCall, place: string): void {
  if (statusOf(call, place) === undefined) {
    call.store.delete(objectTable, place)
    return
  }
  const versionId = shelve(call, place)
  call.store.delete(objectTable, place)
  call.store.put(versionTable, `${place}?${versionId}`, { versionId, marker: true, ...since(call) })
}

/** Deletes one version for good; what was there before it becomes the current object. */
export function dropVersion(call: WireCall, place: string, versionId: string): void {
  if (record(call.store.get(objectTable, place)).versionId !== versionId) {
    call.store.delete(versionTable, `${place}?${versionId}`)
    return
  }
  call.store.delete(objectTable, place)
  const rest = call.store.list(versionTable).filter(([key]) => key.startsWith(`${place}?`))
  const [newest] = rest.toSorted(([, left], [, right]) => age(right) - age(left))
  if (newest === undefined || record(newest[1]).marker === true) return
  call.store.delete(versionTable, newest[0])
  call.store.put(objectTable, place, newest[1])
}

/** Lists what a bucket holds, old versions and delete markers too (https://help.aliyun.com/zh/oss/developer-reference/listobjectversions). */
export function listedVersions(call: WireCall, bucket: string): WireReply {
  const query = new URLSearchParams(call.request.url.split('?')[1] ?? '')
  const within = `${bucket}/${query.get('prefix') ?? ''}`
  const all = [...call.store.list(objectTable), ...call.store.list(versionTable)].filter(([key]) =>
    key.startsWith(within),
  )
  const most = Number(query.get('max-keys') ?? 100)
  const entries = all.slice(0, most).map(([key, live]) => entry(key.slice(bucket.length + 1), live))
  const truncated = element('IsTruncated', String(all.length > most))
  return xml(200, element('ListVersionsResult', element('Name', bucket) + truncated + entries.join('')))
}

/** Tells whether a bucket holds anything that keeps it from being deleted. */
export function holdsAnything({ store }: WireCall, bucket: string): boolean {
  return [...store.list(objectTable), ...store.list(versionTable)].some(([key]) =>
    key.startsWith(`${bucket}/`),
  )
}

/** Puts the current object on the shelf of old versions, and gives the version that follows it. */
function shelve(call: WireCall, place: string): string {
  const status = statusOf(call, place)
  if (status === undefined) return unversioned
  const versionId = status === 'Enabled' ? call.id().replaceAll('-', '') : unversioned
  if (status !== 'Enabled') call.store.delete(versionTable, `${place}?${unversioned}`)
  const old = call.store.get(objectTable, place)
  const oldId = text(record(old ?? null).versionId) ?? unversioned
  if (isRecord(old) && oldId !== versionId)
    call.store.put(versionTable, `${place}?${oldId}`, { ...old, versionId: oldId, ...since(call) })
  return versionId
}

function statusOf({ store }: WireCall, place: string): string | undefined {
  const { versioning } = record(store.get(bucketTable, place.slice(0, place.indexOf('/'))) ?? null)
  return text(versioning)
}

function since({ now }: WireCall): Properties {
  return { shelved: now.getTime(), modified: now.toISOString() }
}

function age(version: Value): number {
  return Number(text(record(version).shelved) ?? 0)
}

function entry(key: string, value: Value): string {
  const live = record(value)
  const versionId = text(live.versionId) ?? unversioned
  const isOld = live.shelved !== undefined
  const name = isOld ? key.slice(0, key.lastIndexOf('?')) : key
  const common = [
    element('Key', escaped(name)),
    element('VersionId', versionId),
    element('IsLatest', String(!isOld)),
    element('LastModified', dated(live.modified)),
    element('Owner', element('ID', account) + element('DisplayName', account)),
  ]
  if (live.marker === true) return element('DeleteMarker', common.join(''))
  const size = element('Size', text(live.size) ?? '0') + element('StorageClass', 'Standard')
  const etag = element('ETag', `&#34;${text(live.etag) ?? ''}&#34;`)
  return element('Version', [...common, element('Type', 'Normal'), etag, size].join(''))
}
