import { given, type TriggerType } from './trigger.ts'

/** The MNS topic trigger. */
export const topic: TriggerType = {
  events: ['MNSTopic'],
  triggerType: 'mns_topic',
  required: ['TopicName'],
  optional: ['Region', 'NotifyContentFormat', 'NotifyStrategy', 'FilterTag', 'Qualifier', 'InvocationRole'],
  defaultRole: 'aliyunmnsnotificationrole',
  config(event) {
    return given({
      notifyContentFormat: event.NotifyContentFormat ?? 'STREAM',
      notifyStrategy: event.NotifyStrategy ?? 'BACKOFF_RETRY',
      filterTag: event.FilterTag,
    })
  },
  source(event) {
    const variables = { Region: event.Region ?? { Ref: 'ALIYUN::Region' }, Topic: event.TopicName ?? '' }
    return { 'Fn::Sub': ['acs:mns:${Region}:${ALIYUN::AccountId}:/topics/${Topic}', variables] }
  },
}
