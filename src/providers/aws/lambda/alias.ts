import type { ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Codec } from '../../kit/form.ts'
import type { Identifier } from '../../kit/identifier.ts'
import { foreign, isOfStack } from '../../kit/ownership.ts'
import { settings } from '../../kit/parts.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { provisionedConcurrency } from './provisioned-concurrency.ts'

const type = 'AWS::Lambda::Alias'

/** The physical ID is the alias's ARN. */
const identifier: Identifier = {
  takes: ['FunctionName'],
  from: ({ AliasArn }) => text(AliasArn),
  creating: ({ name: Name, properties: { FunctionName } }) => ({ FunctionName, Name }),
  key(arn) {
    const at = arn.lastIndexOf(':')
    return { FunctionName: arn.slice(0, at), Name: arn.slice(at + 1) }
  },
}

/** Lambda's API has the weights of versions as a map, the template as a list in any order. */
const weights: Codec = {
  write: weightsOf,
  read: (live, known) =>
    equal(weightsOf(known), live)
      ? known
      : Object.entries(record(live)).map(([FunctionVersion, FunctionWeight]) => ({
          FunctionVersion,
          FunctionWeight,
        })),
}

function weightsOf(value: Value): Properties {
  const items = list(value).map(record)
  return Object.fromEntries(
    items.map(({ FunctionVersion, FunctionWeight }) => [String(FunctionVersion), FunctionWeight ?? null]),
  )
}

/** A name for a version of a function. */
export const alias: ResourceType<AwsClient> = made('lambda', {
  type,
  naming: { max: 128, allowed: /[\w-]/ },
  nameProperty: 'Name',
  partOf: ['FunctionName'],
  id: identifier,
  form: { codecs: { 'RoutingConfig.AdditionalVersionWeights': weights } },
  create: { call: 'CreateAlias', takes: ['Description', 'FunctionVersion', 'RoutingConfig'] },
  parts: [
    settings({
      call: 'UpdateAlias',
      takes: ['Description', 'FunctionVersion', 'RoutingConfig'],
      resets: { Description: '', RoutingConfig: { AdditionalVersionWeights: [] } },
    }),
    provisionedConcurrency(arn => {
      const { FunctionName, Name: Qualifier } = identifier.key(arn)
      return { FunctionName, Qualifier }
    }),
  ],
  async show({ ask }) {
    const live = await ask('GetAlias')
    return live && { live }
  },
  async search({ ask }, { name: Name, properties: { FunctionName }, ...owner }) {
    const found = await ask('GetAlias', { FunctionName, Name })
    if (found === undefined) return undefined
    // An alias carries no tags; those of its function say whose both are.
    const holder = await ask('GetFunction', { FunctionName })
    if (!isOfStack(readTags(holder?.Tags), owner)) throw foreign(type, Name)
    return text(found.AliasArn)
  },
  attributes: ({ id }) => ({ AliasArn: id }),
  delete: { call: 'DeleteAlias' },
})
