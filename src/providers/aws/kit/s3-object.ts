import type { Properties } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import type { AwsClient } from '../client.ts'

/** Gives the text of an object in S3 that a property of a template points at; types write its tag in two ways. */
export async function objectAt(
  client: AwsClient,
  { Bucket, Key, Version, ETag, Etag }: Properties,
): Promise<string> {
  const { Body } = await client.call('s3', 'GetObject', {
    Bucket,
    Key,
    ...omitUndefined({ VersionId: Version, IfMatch: ETag ?? Etag }),
  })
  return (await Body?.transformToString()) ?? ''
}
