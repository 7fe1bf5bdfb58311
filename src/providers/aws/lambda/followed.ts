import type { Resource } from '../../../model/stack.ts'
import { at, type Properties, record } from '../../../model/value.ts'

/** What a version keeps of its function as it was when it was published. */
export const held = [
  'Architectures',
  'CapacityProviderConfig',
  'DeadLetterConfig',
  'DurableConfig',
  'Environment',
  'EphemeralStorage',
  'FileSystemConfigs',
  'Handler',
  'ImageConfig',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'Role',
  'Runtime',
  'SnapStart',
  'Timeout',
  'TracingConfig',
  'VpcConfig',
]

/**
 * Names the settings of a function that its published version is made anew for, beside its code: with `AutoPublishAlias`
 * those that SAM lists, with `AutoPublishAliasAllProperties` all; a version that the template declares itself is the
 * template's to change. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function followed({ origin }: Pick<Resource, 'origin'>, document: Properties): readonly string[] {
  const { Type, Properties: written } = record(at(document, origin.slice(0, 2)))
  if (Type !== 'AWS::Serverless::Function') return []
  const all =
    record(written).AutoPublishAliasAllProperties ??
    at(document, ['Globals', 'Function', 'AutoPublishAliasAllProperties'])
  return String(all) === 'true' ? held : ['Environment', 'MemorySize', 'SnapStart']
}
