import type { Cloud } from '../../model/provider.ts'

export const aws: Cloud = {
  name: 'aws',
  matches: () => false,
  defaultRegion: 'us-east-1',
  partitionOf: () => 'aws',
  dialect: async () => (await import('./dialect/index.ts')).dialect,
  provider: async () => (await import('./provider.ts')).provider,
  wire: async () => (await import('./wire/index.ts')).wire,
  contract: async () => (await import('./contract.ts')).contract,
}
