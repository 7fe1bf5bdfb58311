import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  RemoveTagsFromResourceCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'

/** Holds the calls of Systems Manager that fnx makes. */
export const ssm = {
  Client: SSMClient,
  commands: {
    AddTagsToResource: AddTagsToResourceCommand,
    DeleteParameter: DeleteParameterCommand,
    DescribeParameters: DescribeParametersCommand,
    GetParameter: GetParameterCommand,
    GetParameters: GetParametersCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    PutParameter: PutParameterCommand,
    RemoveTagsFromResource: RemoveTagsFromResourceCommand,
  },
}
