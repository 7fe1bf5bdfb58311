import type { Service } from '../../../model/provider.ts'

/** What fnx does with S3. */
export const service = {
  name: 's3',
  title: 'S3',
  types: {
    'AWS::S3::Bucket': async () => (await import('./bucket.ts')).bucket,
    'AWS::S3::BucketPolicy': async () => (await import('./bucket-policy.ts')).bucketPolicy,
    'Fnx::CodeObject': async () => (await import('./code-object.ts')).codeObject,
  },
  client: async () => (await import('./client.ts')).s3,
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
