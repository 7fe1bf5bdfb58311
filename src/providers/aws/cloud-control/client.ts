import {
  CloudControlClient,
  CreateResourceCommand,
  DeleteResourceCommand,
  GetResourceCommand,
  GetResourceRequestStatusCommand,
  ListResourceRequestsCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-cloudcontrol'

/** Holds the calls of Cloud Control that fnx makes. */
export const cloudControl = {
  Client: CloudControlClient,
  commands: {
    CreateResource: CreateResourceCommand,
    DeleteResource: DeleteResourceCommand,
    GetResource: GetResourceCommand,
    GetResourceRequestStatus: GetResourceRequestStatusCommand,
    ListResourceRequests: ListResourceRequestsCommand,
    UpdateResource: UpdateResourceCommand,
  },
}
