import { record } from '../../../../model/value.ts'
import { given, type TriggerType } from './trigger.ts'

/** The SLS trigger: batches of new log entries. */
export const log: TriggerType = {
  events: ['Log'],
  triggerType: 'log',
  required: ['SourceConfig', 'JobConfig', 'LogConfig'],
  optional: ['FunctionParameter', 'Enable', 'Qualifier', 'InvocationRole'],
  members: {
    SourceConfig: ['Logstore'],
    JobConfig: ['MaxRetryTime', 'TriggerInterval'],
    LogConfig: ['Project', 'Logstore'],
  },
  defaultRole: 'aliyunlogetlrole',
  config(event) {
    const job = record(event.JobConfig)
    const target = record(event.LogConfig)
    return {
      sourceConfig: given({ logstore: record(event.SourceConfig).Logstore }),
      jobConfig: given({ maxRetryTime: job.MaxRetryTime, triggerInterval: job.TriggerInterval }),
      logConfig: given({ project: target.Project, logstore: target.Logstore }),
      functionParameter: event.FunctionParameter ?? {},
      enable: event.Enable ?? true,
    }
  },
  source(event) {
    const project = record(event.LogConfig).Project ?? ''
    return {
      'Fn::Sub': ['acs:log:${ALIYUN::Region}:${ALIYUN::AccountId}:project/${Project}', { Project: project }],
    }
  },
}
