import type { WireCall, WireReply } from '../../../model/operation.ts'
import { isRecord, type Properties } from '../../../model/value.ts'
import { placeOf } from '../protocols/oss-place.ts'
import { xmlError } from '../protocols/reply.ts'

/** The table that buckets are kept in. */
export const bucketTable = 'aliyun/buckets'

/** Answers for a bucket that exists, or says that it does not. */
export function withBucket(call: WireCall, answer: (live: Properties) => WireReply): WireReply {
  const { bucket } = placeOf(call.request)
  const live = call.store.get(bucketTable, bucket)
  return isRecord(live) ? answer(live) : xmlError(404, 'NoSuchBucket', 'The specified bucket does not exist.')
}

/** Lists the texts inside the elements of a name, unescaped. */
export function tagged(body: string, name: string): readonly string[] {
  return [...body.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, content = '']) =>
    content
      .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&apos;/g, "'")
      .replace(/&amp;/g, '&'),
  )
}
