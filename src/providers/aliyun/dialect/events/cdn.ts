import { record } from '../../../../model/value.ts'
import { given, type TriggerType } from './trigger.ts'

/** The CDN trigger. */
export const cdn: TriggerType = {
  events: ['CDN'],
  triggerType: 'cdn_events',
  required: ['EventName', 'EventVersion', 'Notes', 'Filter'],
  optional: ['Qualifier', 'InvocationRole'],
  members: { Filter: ['Domain'] },
  defaultRole: 'aliyuncdneventnotificationrole',
  config(event) {
    return given({
      eventName: event.EventName,
      eventVersion: event.EventVersion,
      notes: event.Notes,
      filter: given({ domain: record(event.Filter).Domain }),
    })
  },
  source: () => ({ 'Fn::Sub': 'acs:cdn:*:${ALIYUN::AccountId}' }),
}
