import { record } from '../../../../model/value.ts'
import { given, type TriggerType } from './trigger.ts'

/** The OSS trigger: objects that come and go in a bucket. */
export const object: TriggerType = {
  events: ['OSS'],
  triggerType: 'oss',
  required: ['BucketName', 'Events'],
  optional: ['Filter', 'Qualifier', 'InvocationRole'],
  members: { Filter: ['Key'], 'Filter.Key': ['Prefix', 'Suffix'] },
  defaultRole: 'aliyunosseventnotificationrole',
  config(event) {
    const { Prefix, Suffix } = record(record(event.Filter).Key)
    return given({ events: event.Events, filter: { key: given({ prefix: Prefix, suffix: Suffix }) } })
  },
  source(event) {
    const bucket = event.BucketName ?? ''
    return { 'Fn::Sub': ['acs:oss:${ALIYUN::Region}:${ALIYUN::AccountId}:${Bucket}', { Bucket: bucket }] }
  },
}
