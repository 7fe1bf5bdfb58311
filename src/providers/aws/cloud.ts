import type { Cloud } from '../../model/provider.ts'
import { partitionOf, partitions } from './dialect/arn.ts'
import { matches } from './matches.ts'

export const aws: Cloud = {
  name: 'aws',
  matches,
  defaultRegion: 'us-east-1',
  partitions,
  partitionOf,
  dialect: async () => (await import('./dialect/index.ts')).dialect,
  provider: async () => (await import('./provider.ts')).provider,
  functions: async (stack, world, clear) =>
    (await import('./template-app.ts')).functionsOf(stack, world, clear),
  layers: async stack => {
    const [{ layersOf }, { uploadsIn }] = await Promise.all([
      import('./lambda/layer-code.ts'),
      import('./dialect/uploaded.ts'),
    ])
    return [...layersOf(stack), ...uploadsIn(stack)]
  },
  wire: async tables => (await import('./wire.ts')).openWire(tables),
  contract: async () => (await import('./contract/contract.ts')).contract,
}
