import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetDataProtectionPolicyCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  PutDataProtectionPolicyCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns'

/** Holds the calls of SNS that fnx makes. */
export const sns = {
  Client: SNSClient,
  commands: {
    CreateTopic: CreateTopicCommand,
    DeleteTopic: DeleteTopicCommand,
    GetDataProtectionPolicy: GetDataProtectionPolicyCommand,
    GetSubscriptionAttributes: GetSubscriptionAttributesCommand,
    GetTopicAttributes: GetTopicAttributesCommand,
    ListSubscriptionsByTopic: ListSubscriptionsByTopicCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    PutDataProtectionPolicy: PutDataProtectionPolicyCommand,
    SetSubscriptionAttributes: SetSubscriptionAttributesCommand,
    SetTopicAttributes: SetTopicAttributesCommand,
    Subscribe: SubscribeCommand,
    TagResource: TagResourceCommand,
    Unsubscribe: UnsubscribeCommand,
    UntagResource: UntagResourceCommand,
  },
}
