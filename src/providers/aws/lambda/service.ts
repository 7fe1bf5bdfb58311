import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with Lambda. */
export const service = {
  name: 'lambda',
  title: 'Lambda',
  types: {
    'AWS::Lambda::Alias': async () => (await import('./alias.ts')).alias,
    'AWS::Lambda::CodeSigningConfig': async () =>
      (await import('./code-signing-config.ts')).codeSigningConfig,
    'AWS::Lambda::EventInvokeConfig': async () =>
      (await import('./event-invoke-config.ts')).eventInvokeConfig,
    'AWS::Lambda::EventSourceMapping': async () =>
      (await import('./event-source-mapping.ts')).eventSourceMapping,
    'AWS::Lambda::Function': async () => (await import('./function.ts')).lambdaFunction,
    'AWS::Lambda::LayerVersion': async () => (await import('./layer-version.ts')).layerVersion,
    'AWS::Lambda::LayerVersionPermission': async () =>
      (await import('./layer-version-permission.ts')).layerVersionPermission,
    'AWS::Lambda::Permission': async () => (await import('./permission.ts')).permission,
    'AWS::Lambda::Url': async () => (await import('./url.ts')).url,
    'AWS::Lambda::Version': async () => (await import('./version.ts')).version,
  },
  source,
  client: async () => (await import('./client.ts')).lambda,
  reference: 'https://docs.aws.amazon.com/lambda/latest/api/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
