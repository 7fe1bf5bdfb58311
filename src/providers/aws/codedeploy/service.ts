import type { Service } from '../../../model/provider.ts'

/** What fnx does with CodeDeploy. */
export const service = {
  name: 'codedeploy',
  title: 'CodeDeploy',
  types: {
    'AWS::CodeDeploy::Application': async () => (await import('./application.ts')).application,
    'AWS::CodeDeploy::DeploymentGroup': async () => (await import('./deployment-group.ts')).deploymentGroup,
  },
  client: async () => (await import('./client.ts')).codedeploy,
  reference: 'https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
