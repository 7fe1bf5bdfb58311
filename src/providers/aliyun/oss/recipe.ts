import type { ResourceType } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import { plain } from '../../kit/call.ts'
import type { Recipe } from '../../kit/recipe.ts'
import { recipesOf } from '../../kit/resource-type.ts'
import type { AliyunClient } from '../client.ts'
import { type Oss, putTimeout } from '../client-oss.ts'
import { diagnose } from '../diagnose.ts'

/** What the recipes of this folder tell an operation beside the bucket. */
type Told = NonNullable<Parameters<Oss['putBucket']>[1]> & {
  readonly acl: Parameters<Oss['putBucketACL']>[1]
  readonly tags: Readonly<Record<string, string>>
  readonly status: string
  readonly key: string
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** The operations of OSS that recipes name, each by the function that its SDK has for it. */
const operations = {
  PutBucket: (oss, bucket, options) => oss.putBucket(bucket, options),
  DeleteBucket: (oss, bucket) => oss.deleteBucket(bucket),
  PutBucketAcl: (oss, bucket, { acl }) => oss.putBucketACL(bucket, acl),
  PutBucketTags: (oss, bucket, { tags }) => oss.putBucketTags(bucket, tags),
  PutBucketVersioning: (oss, bucket, { status }) => oss.putBucketVersioning(bucket, status),
  async GetBucketVersioning(oss, bucket) {
    const { versionStatus = 'Disabled' } = await oss.getBucketVersioning(bucket)
    return { Status: versionStatus }
  },
  PutObject: (oss, _bucket, { key, body, headers }) =>
    oss.put(key, body, { headers, timeout: putTimeout(body.length) }),
  async HeadObject(oss, _bucket, { key }) {
    const { meta } = await oss.head(key)
    return { meta: { ...meta } }
  },
  DeleteObject: (oss, _bucket, { key }) => oss.delete(key),
} satisfies Readonly<Record<string, (oss: Oss, bucket: string, told: Told) => Promise<unknown>>>

type Operation = keyof typeof operations

const resourceType = recipesOf<AliyunClient>({
  async call(client, _service, action, { bucket, ...members }) {
    const name = String(bucket)
    const told = members as unknown as Told // recipes are data: their tests make every call
    const mode = action === 'PutBucket' ? 'once' : 'repeatable'
    return bare(await client.oss(mode, name, oss => operations[action as Operation](oss, name, told)))
  },
  classify: error => diagnose(error).kind,
})

/** The SDK adds its whole HTTP response to what OSS said. */
function bare(answer: unknown): Properties {
  const { res: _, ...said } = Object(answer)
  return plain(said)
}

/** Makes a resource type of OSS of its recipe; its calls are told the bucket as `bucket`. */
export function made(recipe: Recipe<AliyunClient, Operation>): ResourceType<AliyunClient> {
  return resourceType('oss', recipe)
}
