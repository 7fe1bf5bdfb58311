import type { Input, ResourceType } from '../../../model/provider.ts'
import { list, record, text } from '../../../model/value.ts'
import type { Members } from '../../kit/call.ts'
import { toMembers } from '../../kit/form.ts'
import { byAnswer, within } from '../../kit/identifier.ts'
import { allPages } from '../../kit/pages.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { isOfOwnPool } from './pools.ts'

const settable = [
  'AccessTokenValidity',
  'AllowedOAuthFlows',
  'AllowedOAuthFlowsUserPoolClient',
  'AllowedOAuthScopes',
  'AnalyticsConfiguration',
  'AuthSessionValidity',
  'CallbackURLs',
  'DefaultRedirectURI',
  'EnablePropagateAdditionalUserContextData',
  'EnableTokenRevocation',
  'ExplicitAuthFlows',
  'IdTokenValidity',
  'LogoutURLs',
  'PreventUserExistenceErrors',
  'ReadAttributes',
  'RefreshTokenRotation',
  'RefreshTokenValidity',
  'SupportedIdentityProviders',
  'TokenValidityUnits',
  'WriteAttributes',
]

/** An application that signs users of a pool in; its physical ID is `pool|client`. */
export const userPoolClient: ResourceType<AwsClient> = made('cognito-idp', {
  type: 'AWS::Cognito::UserPoolClient',
  naming: { max: 128, allowed: /[\w+=,.@-]/ },
  partOf: ['UserPoolId'],
  id: within({ parent: 'UserPoolId' }, byAnswer('ClientId', { member: 'ClientId' })),
  create: {
    call: 'CreateUserPoolClient',
    takes: [...settable, 'GenerateSecret'],
    written: ['ClientName'],
    members: named,
    answer: 'UserPoolClient',
  },
  parts: [
    {
      takes: [...settable, 'ClientName'],
      // What UpdateUserPoolClient does not name goes back to its default.
      calls({ key, now, input, form }) {
        const { ClientName: _, ...own } = now
        return [
          { action: 'UpdateUserPoolClient', members: { ...key, ...toMembers(own, form), ...named(input) } },
        ]
      },
    },
  ],
  // The secret itself is shown, which is nobody's business here.
  unseen: ['GenerateSecret'],
  async show({ ask }) {
    const answer = await ask('DescribeUserPoolClient')
    return answer && { live: record(answer.UserPoolClient) }
  },
  async search(session, sought) {
    const UserPoolId = text(sought.properties.UserPoolId) ?? ''
    const { ClientName } = named(sought)
    if (!(await isOfOwnPool(session, sought))) return undefined
    const page = {
      action: 'ListUserPoolClients',
      members: { UserPoolId, MaxResults: 60 },
      items: 'UserPoolClients',
      token: 'NextToken',
    } as const
    const alike = list(await allPages(session.ask, page)).map(record)
    for (const { ClientId } of alike.filter(client => client.ClientName === ClientName)) {
      const answer = await session.ask('DescribeUserPoolClient', { UserPoolId, ClientId })
      // A client carries no tags: of those that have the name, ours is the one that was made since.
      if (String(record(answer?.UserPoolClient).CreationDate) >= sought.since)
        return `${UserPoolId}|${String(ClientId)}`
    }
    return undefined
  },
  attributes({ id }) {
    const own = id.slice(id.indexOf('|') + 1)
    return { Ref: own, ClientId: own }
  },
  delete: { call: 'DeleteUserPoolClient' },
})

function named({ properties, name }: Pick<Input, 'properties' | 'name'>): Members {
  return { ClientName: properties.ClientName ?? name }
}
