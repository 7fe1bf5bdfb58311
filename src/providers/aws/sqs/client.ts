import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueueTagsCommand,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs'

/** Holds the calls of SQS that fnx makes. */
export const sqs = {
  Client: SQSClient,
  commands: {
    CreateQueue: CreateQueueCommand,
    DeleteQueue: DeleteQueueCommand,
    GetQueueAttributes: GetQueueAttributesCommand,
    GetQueueUrl: GetQueueUrlCommand,
    ListQueueTags: ListQueueTagsCommand,
    SetQueueAttributes: SetQueueAttributesCommand,
    TagQueue: TagQueueCommand,
    UntagQueue: UntagQueueCommand,
  },
}
