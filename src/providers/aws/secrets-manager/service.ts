import type { Service } from '../../../model/provider.ts'

/** What fnx does with Secrets Manager. */
export const service = {
  name: 'secretsmanager',
  title: 'Secrets Manager',
  types: {
    'AWS::SecretsManager::Secret': async () => (await import('./secret.ts')).secret,
  },
  client: async () => (await import('./client.ts')).secretsmanager,
  reference: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
