import type { Value } from '../../../../model/value.ts'
import { type EventType, enabled, given } from './event-type.ts'

/** COS: objects of a bucket; SCF names the trigger after the bucket's host. */
export const cos: EventType = {
  words: ['COS', 'cos'],
  expand({ name, properties, region }) {
    const { Bucket, Events, Filter } = properties
    return {
      properties: {
        TriggerName: bucketHost(Bucket ?? name, region),
        Type: 'cos',
        TriggerDesc: {
          event: Events ?? 'cos:ObjectCreated:*',
          filter: Filter ?? { Prefix: '', Suffix: '' },
        },
        ...enabled(properties),
        ...given(properties, ['Qualifier']),
      },
    }
  },
}

function bucketHost(bucket: Value, region: string): Value {
  const suffix = `.cos.${region}.myqcloud.com`
  if (typeof bucket === 'string') return bucket.includes('.cos.') ? bucket : `${bucket}${suffix}`
  return { 'Fn::Join': ['', [bucket, suffix]] }
}
