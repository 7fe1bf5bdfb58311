/** By type, what is known to be wrong, sorted; each line goes as soon as it is mended. */
export const gaps: Readonly<Record<string, readonly string[]>> = {}

/** By type and path, what no call carries, and why that is right. */
export const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ALIYUN::OSS::Bucket': {
    DeletionForce: 'It speaks of the deletion, where --empty-buckets decides.',
  },
  'AWS::ApiGateway::RestApi': {
    Mode: 'PutRestApi alone has it, and a new API has nothing that a body could be merged with.',
  },
  'AWS::S3::Bucket': {
    'LifecycleConfiguration.Rules.NoncurrentVersionExpirationInDays':
      'The older word for NoncurrentVersionExpiration, which is set beside it here and wins.',
  },
  'TencentCloud::CAM::Role': {
    Policies:
      'A mark is no policy, so that CAM refuses it and nothing is there to take off; the table of lives has true ones.',
  },
}
