import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  SecretsManagerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager'

/** Holds the calls of Secrets Manager that fnx makes. */
export const secretsmanager = {
  Client: SecretsManagerClient,
  commands: {
    CreateSecret: CreateSecretCommand,
    DeleteSecret: DeleteSecretCommand,
    DescribeSecret: DescribeSecretCommand,
    GetRandomPassword: GetRandomPasswordCommand,
    GetSecretValue: GetSecretValueCommand,
    RemoveRegionsFromReplication: RemoveRegionsFromReplicationCommand,
    ReplicateSecretToRegions: ReplicateSecretToRegionsCommand,
    TagResource: TagResourceCommand,
    UntagResource: UntagResourceCommand,
    UpdateSecret: UpdateSecretCommand,
  },
}
