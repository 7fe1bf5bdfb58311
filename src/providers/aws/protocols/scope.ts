import type { Store, WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import { signedBy } from './signature.ts'

/** The account of everything in the local cloud. */
export const account = '000000000000'

/** Gives the region that a call was signed for. */
export function regionOf({ request }: Pick<WireCall, 'request'>): string {
  return signedBy(request)?.region ?? 'us-east-1'
}

/** Gives the ARN of a thing in the region of a call. */
export function arn(call: WireCall, service: string, rest: string): string {
  const region = regionOf(call)
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${rest}`
}

/** Gives the address on the local gateway whose host begins with a word that tells an API from others. */
export function gatewayAddress({ gatewayUrl }: Pick<WireCall, 'gatewayUrl'>, api: string): string {
  const url = new URL(gatewayUrl)
  url.hostname = `${api}.localhost`
  return url.href.replace(/\/$/, '')
}

/** Gives the partition that a region belongs to. */
export function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** Gives the key of a regional thing in its table. */
export function keyIn(call: WireCall, name: string): string {
  return `${regionOf(call)}|${name}`
}

/** Gives an entry of a table, or nothing. */
export function entry(store: Store, table: string, key: string): Properties | undefined {
  const found = store.get(table, key)
  return found === undefined ? undefined : record(found)
}

/** Lists the entries of the region of a call. */
export function entriesIn(call: WireCall, table: string): readonly Properties[] {
  const prefix = `${regionOf(call)}|`
  return call.store
    .list(table)
    .filter(([key]) => key.startsWith(prefix))
    .map(([, value]) => record(value))
}

/** Gives the records of a table with the region that each of them is in. */
export function regional(store: Store, table: string): readonly (readonly [string, Properties])[] {
  return store.list(table).map(([key, value]) => [key.split('|')[0] ?? '', record(value)] as const)
}
