import type { ResourceType } from '../../../model/provider.ts'
import { record, text } from '../../../model/value.ts'
import type { Identifier } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { isOfOwnPool, type Pools } from './pools.ts'

const settable = ['CustomDomainConfig', 'ManagedLoginVersion', 'Routing']
const kept = 'a domain keeps it until it is given another one'

/** The physical ID is `pool|domain`. */
const identifier: Identifier = {
  takes: ['UserPoolId', 'Domain'],
  of: ({ properties: { UserPoolId, Domain } }) => `${text(UserPoolId)}|${text(Domain)}`,
  key(id) {
    const [UserPoolId, Domain] = id.split('|')
    return { UserPoolId, Domain }
  },
}

/** The address at which users of a pool sign in; nobody else can have its name. */
export const userPoolDomain: ResourceType<AwsClient> = made('cognito-idp', {
  type: 'AWS::Cognito::UserPoolDomain',
  partOf: ['UserPoolId'],
  uniqueBy: ['Domain'],
  id: identifier,
  create: { call: 'CreateUserPoolDomain', takes: settable },
  parts: [settings({ call: 'UpdateUserPoolDomain', takes: settable })],
  stays: { CustomDomainConfig: kept, ManagedLoginVersion: kept, Routing: kept },
  async show(session) {
    const live = await domainAt(session)
    return live && { live }
  },
  owns: ({ live }, sought, session) =>
    live.UserPoolId === sought.properties.UserPoolId && isOfOwnPool(session, sought),
  rest: {
    what: id => `the domain ${id} to become active`,
    limit: 3600,
    look: async session => (await domainAt(session)) ?? {},
    pending: ({ Status }) => Status === 'CREATING' || Status === 'UPDATING',
  },
  answered: 'shown',
  attributes: ({ id, live }) => ({
    Ref: id.slice(id.indexOf('|') + 1),
    CloudFrontDistribution: live.CloudFrontDistribution ?? '',
  }),
  delete: {
    call: 'DeleteUserPoolDomain',
    async after(session) {
      const gone = async () => ((await domainAt(session)) === undefined ? true : undefined)
      await session.client.pace.until(gone, { what: `the domain ${session.id} to be gone`, limit: 900 })
    },
  },
})

/** Gives what the service says of a domain; of one that is not there it says nothing. */
async function domainAt({ ask, key }: Pools) {
  const answer = await ask('DescribeUserPoolDomain', { Domain: key.Domain })
  const live = record(answer?.DomainDescription)
  return live.Domain === undefined ? undefined : live
}
