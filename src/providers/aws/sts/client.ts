import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'

/** Holds the call that tells who calls. */
export const sts = {
  Client: STSClient,
  commands: {
    GetCallerIdentity: GetCallerIdentityCommand,
  },
}
