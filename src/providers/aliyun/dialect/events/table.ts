import type { TriggerType } from './trigger.ts'

/** The TableStore trigger: changes of a table. */
export const table: TriggerType = {
  events: ['TableStore'],
  triggerType: 'tablestore',
  required: ['InstanceName', 'TableName'],
  optional: ['Qualifier', 'InvocationRole'],
  defaultRole: 'AliyunTableStoreStreamNotificationRole',
  config: () => ({}),
  source(event) {
    const variables = { Instance: event.InstanceName ?? '', Table: event.TableName ?? '' }
    return {
      'Fn::Sub': [
        'acs:ots:${ALIYUN::Region}:${ALIYUN::AccountId}:instance/${Instance}/table/${Table}',
        variables,
      ],
    }
  },
}
