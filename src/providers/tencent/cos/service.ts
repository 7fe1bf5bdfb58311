import type { Service } from '../../../model/provider.ts'

/** Pages of COS are numbered, operation by operation. */
const pages = Object.fromEntries(
  Object.entries({
    GetService: 8291,
    PutBucket: 7738,
    HeadBucket: 7735,
    DeleteBucket: 7732,
    GetBucketTagging: 34837,
    PutBucketTagging: 34838,
    DeleteBucketTagging: 34836,
    GetBucketAcl: 7733,
    PutBucketAcl: 7737,
    GetBucketVersioning: 19888,
    PutBucketVersioning: 19889,
    PutObject: 7749,
    HeadObject: 7745,
    GetObject: 7753,
    DeleteObject: 7743,
    DeleteMultipleObjects: 8289,
    GetBucket: 7734,
    GetBucketObjectVersions: 35521,
  }).map(([operation, id]) => [operation, `https://cloud.tencent.com/document/product/436/${id}`]),
)

/** What fnx does with COS. */
export const service: Service = {
  name: 'cos',
  title: 'COS',
  types: {
    'Fnx::CodeObject': async () => (await import('./code-object.ts')).codeObject,
    'TencentCloud::COS::Bucket': async () => (await import('./bucket.ts')).bucket,
  },
  reference: pages,
  wire: async () => (await import('./wire.ts')).wire,
}
