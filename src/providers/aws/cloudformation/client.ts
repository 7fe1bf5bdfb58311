import { CloudFormationClient, ListExportsCommand } from '@aws-sdk/client-cloudformation'

/** Holds the call of CloudFormation that fnx makes. */
export const cloudformation = {
  Client: CloudFormationClient,
  commands: {
    ListExports: ListExportsCommand,
  },
}
