import type { ResourceType } from '../../../model/provider.ts'
import { equal, text } from '../../../model/value.ts'
import { jsonText, parsed } from '../../kit/form.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'

/** The policy of a bucket; there is one per bucket, so its text tells whose it is. */
export const bucketPolicy: ResourceType<AwsClient> = made('s3', {
  type: 'AWS::S3::BucketPolicy',
  partOf: ['Bucket'],
  uniqueBy: [],
  id: {
    takes: ['Bucket'],
    of: ({ properties }) => text(properties.Bucket) ?? '',
    key: Bucket => ({ Bucket }),
  },
  form: { names: { PolicyDocument: 'Policy' }, codecs: { PolicyDocument: jsonText } },
  create: { call: 'PutBucketPolicy', takes: ['PolicyDocument'], overwrites: true },
  parts: [settings({ call: 'PutBucketPolicy', takes: ['PolicyDocument'] })],
  async show({ ask }) {
    const live = await ask('GetBucketPolicy')
    return live && { live }
  },
  owns: ({ live: { Policy } }, { properties: { PolicyDocument = {} } }) =>
    equal(parsed(text(Policy) ?? ''), parsed(jsonText.write(PolicyDocument) as string)),
  delete: { call: 'DeleteBucketPolicy' },
})
