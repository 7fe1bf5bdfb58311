import type { Case } from '../../../support/lifecycle-cases.ts'

/** A secret that is given, and one that is generated. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::SecretsManager::Secret',
    name: 'shop/key',
    first: {
      Description: 'Opens it',
      KmsKeyId: 'alias/shop',
      ReplicaRegions: [{ Region: 'us-east-1' }, { Region: 'us-east-2', KmsKeyId: 'alias/there' }],
      SecretString: 'open',
      Tags: [{ Key: 'team', Value: 'a/b: c@d' }],
    },
    second: { SecretString: 'sesame', ReplicaRegions: [{ Region: 'us-east-2' }] },
  },
  {
    type: 'AWS::SecretsManager::Secret',
    name: 'shop/database',
    first: { GenerateSecretString: { PasswordLength: 20, ExcludePunctuation: true } },
    second: {
      GenerateSecretString: {
        GenerateStringKey: 'password',
        SecretStringTemplate: '{"username":"shop"}',
      },
    },
  },
]
