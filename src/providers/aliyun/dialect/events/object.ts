import { record } from '../../../../model/value.ts'
import { either, given, type TriggerType } from './trigger.ts'

/** The OSS trigger: objects that come and go in a bucket. */
export const object: TriggerType = {
  events: ['OSS'],
  triggerType: 'oss',
  required: ['BucketName', 'Events'],
  optional: ['Filter', 'Qualifier', 'InvocationRole'],
  defaultRole: 'aliyunosseventnotificationrole',
  config(event) {
    const key = record(either(record(either(event, 'Filter')), 'Key'))
    const filter = given({ prefix: either(key, 'Prefix'), suffix: either(key, 'Suffix') })
    return given({ events: either(event, 'Events'), filter: { key: filter } })
  },
  source(event) {
    const bucket = either(event, 'BucketName') ?? ''
    return { 'Fn::Sub': ['acs:oss:${ALIYUN::Region}:${ALIYUN::AccountId}:${Bucket}', { Bucket: bucket }] }
  },
}
