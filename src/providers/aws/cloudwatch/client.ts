import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch'

/** Holds the calls of CloudWatch that fnx makes. */
export const cloudWatch = {
  Client: CloudWatchClient,
  commands: {
    DeleteAlarms: DeleteAlarmsCommand,
    DescribeAlarms: DescribeAlarmsCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    PutMetricAlarm: PutMetricAlarmCommand,
    TagResource: TagResourceCommand,
    UntagResource: UntagResourceCommand,
  },
}
