import type { Cloud } from '../../model/provider.ts'
import { list, record, text } from '../../model/value.ts'

/** Aliyun: templates of ROS, with or without the serverless transform. */
export const aliyun: Cloud = {
  name: 'aliyun',
  matches(document) {
    if (document.ROSTemplateFormatVersion !== undefined) return true
    const transforms = [document.Transform ?? null, ...list(document.Transform)]
    if (transforms.some(name => text(name)?.startsWith('Aliyun::'))) return true
    return Object.values(record(document.Resources)).some(body =>
      /^aliyun::/i.test(text(record(body).Type) ?? ''),
    )
  },
  defaultRegion: 'cn-hangzhou',
  partitions: { aliyun: 'cn-hangzhou' },
  partitionOf: () => 'aliyun',
  dialect: async () => (await import('./dialect/index.ts')).dialect,
  provider: async () => (await import('./provider.ts')).provider,
  functions: async (stack, world, clear) =>
    (await import('./template-app.ts')).functionsOf(stack, world, clear),
  wire: async tables => (await import('./wire.ts')).openWire(tables),
  contract: async () => (await import('./contract/contract.ts')).contract,
}
