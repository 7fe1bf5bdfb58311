import type { Operation, WireCall, WireReply, WireRequest } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { xml } from './xml.ts'

/** Where in COS a request points. */
export interface CosPlace {
  /** With the appid; empty for the list of buckets. */
  readonly bucket: string
  readonly key: string
  readonly region: string
  readonly query: URLSearchParams
}

/** Reads the bucket from the Host, or from the path where the Host names none; gives nothing for other services. */
export function placeOf({ url, headers }: WireRequest): CosPlace | undefined {
  const { pathname, searchParams: query } = new URL(url, 'http://cos')
  const path = decode(pathname.slice(1))
  const host = headers.host ?? ''
  const [, bucket, region] =
    /^([a-z0-9-]+-\d+)\.cos\.([a-z0-9-]+)\.(?:myqcloud\.com|tencentcos\.cn)(?::\d+)?$/.exec(host) ?? []
  if (bucket !== undefined && region !== undefined) return { bucket, key: path, region, query }
  const all = /^service\.cos\.(?:myqcloud\.com|tencentcos\.cn)(?::\d+)?$/.test(host)
  if (all) return { bucket: '', key: '', region: '', query }
  if (!headers.authorization?.startsWith('q-sign-algorithm=')) return undefined
  const slash = path.indexOf('/')
  const first = slash < 0 ? path : path.slice(0, slash)
  return { bucket: first, key: slash < 0 ? '' : path.slice(slash + 1), region: 'ap-guangzhou', query }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** What an operation of COS is handed. */
export interface CosCall extends WireCall {
  readonly place: CosPlace
}

/** Makes an operation of COS. */
export function cosOperation(
  name: string,
  mutates: boolean,
  handle: (call: CosCall) => WireReply,
): Operation {
  return {
    service: 'cos',
    name,
    mutates,
    handle: call => {
      const place = placeOf(call.request)
      const answer = place === undefined ? cosError('InvalidURI', 'No bucket') : handle({ ...call, place })
      return { ...answer, headers: { 'x-cos-request-id': call.id(), ...answer.headers } }
    },
  }
}

/** Makes an answer with a document. */
export function document(content: Properties): WireReply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>${xml(content)}`
  return { status: 200, headers: { 'content-type': 'application/xml' }, body }
}

/** Makes an answer without content. */
export function empty(status = 200, headers: Readonly<Record<string, string>> = {}): WireReply {
  return { status, headers, body: '' }
}

/** Makes an answer that says no, in COS's form. */
export function cosError(Code: string, Message: string): WireReply {
  const reply = document({
    Error: { Code, Message, Resource: 'local', RequestId: 'local', TraceId: 'local' },
  })
  return { ...reply, status: statuses[Code] ?? 400 }
}

const statuses: Readonly<Record<string, number>> = {
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchTagSet: 404,
  AccessDenied: 403,
  SignatureDoesNotMatch: 403,
  InvalidAccessKeyId: 403,
  BucketAlreadyExists: 409,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  InternalError: 500,
  SlowDown: 503,
  NotImplemented: 501,
}
