import type { ResourceType } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import { byName } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { mark } from './mark.ts'

const takes = [
  'AuthParameters',
  'AuthorizationType',
  'Description',
  'InvocationConnectivityParameters',
  'KmsKeyIdentifier',
]

/** How an API destination is let in; its secrets are shown by no call. */
export const connection: ResourceType<AwsClient> = made('events', {
  type: 'AWS::Events::Connection',
  naming: { max: 64, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  id: byName('Name'),
  create: { call: 'CreateConnection', takes },
  parts: [settings({ call: 'UpdateConnection', takes, resets: { KmsKeyIdentifier: '' } })],
  unseen: ['AuthParameters'],
  stays: {
    AuthParameters: 'a connection has some',
    AuthorizationType: 'a connection has one',
    InvocationConnectivityParameters: 'no call takes them away',
  },
  omits: {
    'AuthParameters.ConnectivityParameters.ResourceParameters.ResourceAssociationArn': 'EventBridge makes it',
    'InvocationConnectivityParameters.ResourceParameters.ResourceAssociationArn': 'EventBridge makes it',
  },
  mark,
  async show({ ask }) {
    const live = await ask('DescribeConnection')
    return live === undefined || live.ConnectionState === 'DELETING' ? undefined : { live }
  },
  rest: {
    what: id => `the connection ${id} to be authorized`,
    look: ({ send, key }) => send({ action: 'DescribeConnection', members: key }),
    pending: ({ ConnectionState }) => /^(CREATING|UPDATING|AUTHORIZING)$/.test(text(ConnectionState) ?? ''),
  },
  answered: 'shown',
  attributes: ({ live: { ConnectionArn = '', SecretArn } }) => ({
    Arn: ConnectionArn,
    ArnForPolicy: policyArn(text(ConnectionArn) ?? ''),
    ...(SecretArn === undefined ? {} : { SecretArn }),
  }),
  delete: {
    call: 'DeleteConnection',
    async after({ ask, client, id }) {
      const gone = async () => ((await ask('DescribeConnection')) === undefined ? true : undefined)
      await client.pace.until(gone, { what: `the end of the connection ${id}` })
    },
  },
})

/** Gives an ARN without the letters that tell one of a name from the next. */
export function policyArn(arn: string): string {
  return arn.replace(/\/[^/]*$/, '')
}
