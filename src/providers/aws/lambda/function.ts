import type { Input, ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { byName } from '../../kit/identifier.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'
import { active, type Functions } from './active.ts'
import { codeOf } from './function-code.ts'
import { functionParts, functionSettings, lasting } from './function-parts.ts'

/** A function of Lambda. */
export const lambdaFunction: ResourceType<AwsClient> = made('lambda', {
  type: 'AWS::Lambda::Function',
  naming: { max: 64, allowed: /[\w-]/ },
  nameProperty: 'FunctionName',
  id: byName('FunctionName'),
  form: { names: { KmsKeyArn: 'KMSKeyArn' }, free: ['Environment.Variables'] },
  create: {
    call: 'CreateFunction',
    takes: [...functionSettings, 'Architectures', 'CodeSigningConfigArn', 'PackageType', 'TenancyConfig'],
    members: async (input: Input) => ({ Code: await codeOf(input) }),
    written: ['Code'],
  },
  parts: functionParts,
  rest: active,
  // A function that Lambda never brought to life holds nothing, and no update does.
  hopeless: ({ State }) => State === 'Failed',
  unseen: ['Code', 'PublishToLatestPublished'],
  stays: lasting,
  tags: {
    ...resourceTags(
      async ({ send, key }: Functions) => ({
        Resource: (await send({ action: 'GetFunctionConfiguration', members: key }))?.FunctionArn,
      }),
      { sent: 'map' },
    ),
  },
  async show({ ask }) {
    const found = await ask('GetFunction')
    if (found === undefined) return undefined
    return {
      live: liveOf(record(found.Configuration), record(found.Concurrency)),
      tags: readTags(found.Tags),
    }
  },
  answered: true,
  attributes: ({ live }) => ({ Arn: live.FunctionArn ?? '' }),
  delete: { call: 'DeleteFunction' },
})

/** Gives what Lambda shows of a function as its calls take it. */
function liveOf(shown: Properties, concurrency: Properties): Properties {
  const { Layers, ImageConfigResponse, ...live } = shown
  const image = record(ImageConfigResponse).ImageConfig
  return {
    ...live,
    ...concurrency,
    Layers: list(Layers).map(layer => record(layer).Arn ?? ''),
    ...(image === undefined ? {} : { ImageConfig: image }),
  }
}
