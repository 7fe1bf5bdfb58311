import type { Rule } from '../../../../model/dialect.ts'
import { record } from '../../../../model/value.ts'

/** What fnx sets of a bucket; `DeletionForce` is what `--empty-buckets` is for. */
const done = new Set([
  'BucketName',
  'AccessControl',
  'StorageClass',
  'RedundancyType',
  'VersioningConfiguration',
  'Tags',
  'DeletionForce',
])

/** Warns of settings of a bucket that a deploy passes over. */
export const bucketSettings: Rule = {
  code: 'W4317',
  title: 'Setting of the bucket is not deployed',
  why: 'The bucket is made without it: what relies on it, such as encryption or a policy, is not there.',
  *check({ resources }) {
    for (const { logicalId, type, body, path } of resources) {
      if (type !== 'ALIYUN::OSS::Bucket') continue
      for (const name of Object.keys(record(body.Properties)).filter(key => !done.has(key)))
        yield {
          path: [...path, 'Properties', name],
          part: 'key',
          message: `${name} of ${logicalId} is not deployed by fnx yet.`,
          hint: 'Set it in the console after the deploy, or remove it.',
        }
    }
  },
}
