import type { Input, ResourceType, Sought } from '../../../model/provider.ts'
import { list, record, text } from '../../../model/value.ts'
import type { Members } from '../../kit/call.ts'
import { byAnswer, type Thing } from '../../kit/identifier.ts'
import { isMarked, type Mark } from '../../kit/ownership.ts'
import { allPages } from '../../kit/pages.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import type { Functions } from './active.ts'
import { codeOf } from './function-code.ts'

/** A version of a layer has no tags, and others may publish under the same name. */
const mark: Mark = {
  property: 'Description',
  write: instance => `[fnx:${instance}]`,
  pattern: / ?\[fnx:([a-z0-9]+)\]$/,
}

/** A version of a layer, which never changes; its physical ID is its ARN. Versions of one name do not get in each other's way. */
export const layerVersion: ResourceType<AwsClient> = made('lambda', {
  type: 'AWS::Lambda::LayerVersion',
  naming: { max: 64, allowed: /[\w-]/ },
  id: {
    ...byAnswer('LayerVersionArn', { member: 'LayerVersionArn' }),
    takes: ['LayerName'],
    creating: thing => ({ LayerName: nameOf(thing) }),
    key: layerVersionOf,
  },
  create: {
    call: 'PublishLayerVersion',
    takes: ['CompatibleArchitectures', 'CompatibleRuntimes', 'Content', 'Description', 'LicenseInfo'],
    members: async (input: Input) => ({ Content: await codeOf(input, 'Content') }),
  },
  unseen: ['Content'],
  mark,
  async show({ ask }) {
    const live = await ask('GetLayerVersion')
    return live && { live }
  },
  search,
  attributes: ({ id }) => ({ LayerVersionArn: id }),
  delete: { call: 'DeleteLayerVersion' },
})

/** Names a version of a layer as calls on it take it. */
export function layerVersionOf(arn: string): Members {
  const [LayerName, version] = arn.split(':').slice(-2)
  return { LayerName, VersionNumber: Number(version) }
}

function nameOf({ name, properties: { LayerName } }: Thing): string {
  return text(LayerName) ?? name
}

async function search({ ask }: Functions, sought: Sought): Promise<string | undefined> {
  const versions = await allPages(ask, {
    action: 'ListLayerVersions',
    members: { LayerName: nameOf(sought) },
    items: 'LayerVersions',
    token: ['NextMarker', 'Marker'],
  })
  const found = list(versions)
    .map(record)
    .find(({ Description }) => isMarked(mark, text(Description) ?? '', sought))
  return text(found?.LayerVersionArn)
}
