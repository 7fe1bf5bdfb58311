import type { ResourceType } from '../../../model/provider.ts'
import { type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Identifier } from '../../kit/identifier.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { layerVersionOf } from './layer-version.ts'
import { statementsIn, traced } from './statements.ts'

/** The physical ID is the version's ARN, and the statement after a `#`. */
const identifier: Identifier = {
  takes: ['LayerVersionArn'],
  of: ({ name, properties: { LayerVersionArn } }) => `${text(LayerVersionArn)}#${name}`,
  key(id) {
    const [arn = '', StatementId] = id.split('#')
    return { ...layerVersionOf(arn), StatementId }
  },
}

/** A statement of the policy of a layer's version: who else may use it. */
export const layerVersionPermission: ResourceType<AwsClient> = made('lambda', {
  type: 'AWS::Lambda::LayerVersionPermission',
  naming: { max: 100, allowed: /[\w-]/ },
  partOf: ['LayerVersionArn'],
  id: identifier,
  create: { call: 'AddLayerVersionPermission', takes: ['Action', 'OrganizationId', 'Principal'] },
  async show({ ask, key: { StatementId, ...version } }) {
    const found = await ask('GetLayerVersionPolicy', version)
    const statement = statementsIn(found).find(({ Sid }) => Sid === StatementId)
    return statement && { live: { ...statement, OrganizationId: organization(statement) ?? null } }
  },
  // An account comes back as the ARN of its root.
  unseen: ['Principal'],
  // The name holds the instance, so that a statement that has it can only be ours.
  owns: () => true,
  attributes: ({ id }) => ({ Id: id }),
  async trace({ ask }, { properties: { LayerVersionArn }, name: prefix }) {
    const version = layerVersionOf(text(LayerVersionArn) ?? '')
    return traced(statementsIn(await ask('GetLayerVersionPolicy', version)), prefix)
  },
  // Statements that are added to one policy at the same time get lost.
  exclusive: id => id.slice(0, id.indexOf('#')),
  delete: { call: 'RemoveLayerVersionPermission' },
})

function organization({ Condition }: Properties): Value | undefined {
  const tests = Object.values(record(Condition)).flatMap(test => Object.entries(record(test)))
  return tests.find(([name]) => name.toLowerCase() === 'aws:principalorgid')?.[1]
}
