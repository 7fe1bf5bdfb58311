import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs'

/** Holds the calls of CloudWatch Logs that fnx makes. */
export const logs = {
  Client: CloudWatchLogsClient,
  commands: {
    CreateLogGroup: CreateLogGroupCommand,
    DeleteLogGroup: DeleteLogGroupCommand,
    DeleteRetentionPolicy: DeleteRetentionPolicyCommand,
    DescribeLogGroups: DescribeLogGroupsCommand,
    FilterLogEvents: FilterLogEventsCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    PutRetentionPolicy: PutRetentionPolicyCommand,
    TagResource: TagResourceCommand,
    UntagResource: UntagResourceCommand,
  },
}
