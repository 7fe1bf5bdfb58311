import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

/** Holds the call of Secrets Manager that fnx makes. */
export const secretsmanager = {
  Client: SecretsManagerClient,
  commands: {
    GetSecretValue: GetSecretValueCommand,
  },
}
