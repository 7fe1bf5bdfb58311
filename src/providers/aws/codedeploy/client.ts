import {
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentGroupCommand,
  DeleteApplicationCommand,
  DeleteDeploymentGroupCommand,
  GetApplicationCommand,
  GetDeploymentGroupCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDeploymentGroupCommand,
} from '@aws-sdk/client-codedeploy'

/** Holds the calls of CodeDeploy that fnx makes. */
export const codedeploy = {
  Client: CodeDeployClient,
  commands: {
    CreateApplication: CreateApplicationCommand,
    CreateDeploymentGroup: CreateDeploymentGroupCommand,
    DeleteApplication: DeleteApplicationCommand,
    DeleteDeploymentGroup: DeleteDeploymentGroupCommand,
    GetApplication: GetApplicationCommand,
    GetDeploymentGroup: GetDeploymentGroupCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    TagResource: TagResourceCommand,
    UntagResource: UntagResourceCommand,
    UpdateDeploymentGroup: UpdateDeploymentGroupCommand,
  },
}
