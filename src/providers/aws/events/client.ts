import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eventbridge'

/** Holds the calls of EventBridge that fnx makes. */
export const events = {
  Client: EventBridgeClient,
  commands: {
    DeleteRule: DeleteRuleCommand,
    DescribeRule: DescribeRuleCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    ListTargetsByRule: ListTargetsByRuleCommand,
    PutRule: PutRuleCommand,
    PutTargets: PutTargetsCommand,
    RemoveTargets: RemoveTargetsCommand,
    TagResource: TagResourceCommand,
    UntagResource: UntagResourceCommand,
  },
}
