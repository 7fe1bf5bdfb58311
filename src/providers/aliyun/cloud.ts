import type { Cloud } from '../../model/provider.ts'

export const aliyun: Cloud = {
  name: 'aliyun',
  matches: () => false,
  defaultRegion: 'cn-hangzhou',
  partitionOf: () => 'aliyun',
  dialect: async () => (await import('./dialect/index.ts')).dialect,
  provider: async () => (await import('./provider.ts')).provider,
  wire: async () => (await import('./wire/index.ts')).wire,
  contract: async () => (await import('./contract.ts')).contract,
}
