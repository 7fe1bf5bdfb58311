import type { Coded, Stack } from '../../../model/stack.ts'
import { list, text } from '../../../model/value.ts'

/** Gives the layers of a stack whose content lies beside the template. */
export function layersOf({ resources, provider }: Stack): readonly Coded[] {
  return Object.values(resources).flatMap(({ logicalId, type, properties }) => {
    const { Content, CompatibleRuntimes, CompatibleArchitectures } = properties
    if (type !== 'AWS::Lambda::LayerVersion' || typeof Content !== 'string') return []
    const [runtime] = list(CompatibleRuntimes)
    const [architecture, ...others] = list(CompatibleArchitectures)
    return {
      id: logicalId,
      provider,
      runtime: text(runtime) ?? '',
      code: { property: ['Content'], path: Content },
      ...(others.length === 0 && (architecture === 'arm64' || architecture === 'x86_64')
        ? { architecture }
        : {}),
    }
  })
}
