import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with the user pools of Cognito. */
export const service = {
  name: 'cognito-idp',
  title: 'Cognito',
  types: {
    'AWS::Cognito::UserPool': async () => (await import('./user-pool.ts')).userPool,
    'AWS::Cognito::UserPoolClient': async () => (await import('./user-pool-client.ts')).userPoolClient,
    'AWS::Cognito::UserPoolDomain': async () => (await import('./user-pool-domain.ts')).userPoolDomain,
  },
  source,
  client: async () => (await import('./client.ts')).cognito,
  reference:
    'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
