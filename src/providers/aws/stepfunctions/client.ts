import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineCommand,
  DeleteStateMachineVersionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListTagsForResourceCommand,
  PublishStateMachineVersionCommand,
  SFNClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn'

/** Holds the calls of Step Functions that fnx makes. */
export const states = {
  Client: SFNClient,
  commands: {
    CreateStateMachine: CreateStateMachineCommand,
    CreateStateMachineAlias: CreateStateMachineAliasCommand,
    DeleteStateMachine: DeleteStateMachineCommand,
    DeleteStateMachineAlias: DeleteStateMachineAliasCommand,
    DeleteStateMachineVersion: DeleteStateMachineVersionCommand,
    DescribeStateMachine: DescribeStateMachineCommand,
    DescribeStateMachineAlias: DescribeStateMachineAliasCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    PublishStateMachineVersion: PublishStateMachineVersionCommand,
    TagResource: TagResourceCommand,
    UntagResource: UntagResourceCommand,
    UpdateStateMachine: UpdateStateMachineCommand,
    UpdateStateMachineAlias: UpdateStateMachineAliasCommand,
  },
}
