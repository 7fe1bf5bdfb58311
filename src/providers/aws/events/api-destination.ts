import type { ResourceType } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import { byName } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { policyArn } from './connection.ts'
import { mark } from './mark.ts'

const takes = [
  'ConnectionArn',
  'Description',
  'HttpMethod',
  'InvocationEndpoint',
  'InvocationRateLimitPerSecond',
]

/** An address outside AWS that rules send events to. */
export const apiDestination: ResourceType<AwsClient> = made('events', {
  type: 'AWS::Events::ApiDestination',
  naming: { max: 64, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  id: byName('Name'),
  create: { call: 'CreateApiDestination', takes },
  parts: [settings({ call: 'UpdateApiDestination', takes, resets: { InvocationRateLimitPerSecond: 300 } })],
  mark,
  async show({ ask }) {
    const live = await ask('DescribeApiDestination')
    return live && { live }
  },
  answered: true,
  attributes: ({ live: { ApiDestinationArn = '' } }) => ({
    Arn: ApiDestinationArn,
    ArnForPolicy: policyArn(text(ApiDestinationArn) ?? ''),
  }),
  delete: { call: 'DeleteApiDestination' },
})
