import type { Cloud } from '../../model/provider.ts'
import { matches } from './matches.ts'

/** Tencent Cloud in the table of clouds. */
export const tencent: Cloud = {
  name: 'tencent',
  matches,
  defaultRegion: 'ap-guangzhou',
  partitions: { tencent: 'ap-guangzhou' },
  partitionOf: () => 'tencent',
  dialect: async () => (await import('./dialect/index.ts')).dialect,
  provider: async () => (await import('./provider.ts')).provider,
  functions: async (stack, world, clear) =>
    (await import('./template-app.ts')).functionsOf(stack, world, clear),
  wire: async tables => (await import('./wire.ts')).openWire(tables),
  contract: async () => (await import('./contract/contract.ts')).contract,
}
