import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DisassociateKmsKeyCommand,
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
    AssociateKmsKey: AssociateKmsKeyCommand,
    CreateLogGroup: CreateLogGroupCommand,
    DeleteLogGroup: DeleteLogGroupCommand,
    DeleteRetentionPolicy: DeleteRetentionPolicyCommand,
    DescribeLogGroups: DescribeLogGroupsCommand,
    DisassociateKmsKey: DisassociateKmsKeyCommand,
    FilterLogEvents: FilterLogEventsCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    PutRetentionPolicy: PutRetentionPolicyCommand,
    TagResource: TagResourceCommand,
    UntagResource: UntagResourceCommand,
  },
}
