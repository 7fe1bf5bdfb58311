import type { ResourceType, Service } from '../../../model/provider.ts'

/** Tells the types of resources that the template's own provider makes. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource'
}

async function custom(type: string): Promise<ResourceType> {
  return (await import('./custom-resource.ts')).customResource(type) as ResourceType // each client has a type of its own
}

/** What fnx does with CloudFormation. */
export const service = {
  name: 'cloudformation',
  title: 'CloudFormation',
  types: {},
  named: type => (isCustom(type) ? () => custom(type) : undefined),
  client: async () => (await import('./client.ts')).cloudformation,
  reference: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
