import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm'

/** Holds the call of Systems Manager that fnx makes. */
export const ssm = {
  Client: SSMClient,
  commands: {
    GetParameters: GetParametersCommand,
  },
}
