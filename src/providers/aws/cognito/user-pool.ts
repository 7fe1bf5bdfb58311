import { FnxError } from '../../../model/diagnostic.ts'
import { codeOfKind } from '../../../model/error-kind.ts'
import type { Input, ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Members } from '../../kit/call.ts'
import { toMembers } from '../../kit/form.ts'
import { byAnswer } from '../../kit/identifier.ts'
import { isOurs } from '../../kit/ownership.ts'
import { allPages } from '../../kit/pages.ts'
import { allTags, readTags, writeTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'
import { mfa } from './mfa.ts'
import { poolAt } from './pools.ts'

const settable = [
  'AccountRecoverySetting',
  'AdminCreateUserConfig',
  'AutoVerifiedAttributes',
  'DeletionProtection',
  'DeviceConfiguration',
  'EmailConfiguration',
  'EmailVerificationMessage',
  'EmailVerificationSubject',
  'IssuerConfiguration',
  'KeyConfiguration',
  'LambdaConfig',
  'Policies',
  'SmsAuthenticationMessage',
  'SmsConfiguration',
  'SmsVerificationMessage',
  'UserAttributeUpdateSettings',
  'UserPoolAddOns',
  'UserPoolTier',
  'VerificationMessageTemplate',
]

const signIn = 'how users sign in is fixed when a pool is made, and its users do not move to another one'
const kept = 'a pool keeps it until it is given another one'

/** A pool of users of Cognito. */
export const userPool: ResourceType<AwsClient> = made('cognito-idp', {
  type: 'AWS::Cognito::UserPool',
  naming: { max: 128, allowed: /[\w+=,.@-]/ },
  id: byAnswer('Id', { member: 'UserPoolId' }),
  form: { names: { UserPoolName: 'PoolName' } },
  create: {
    call: 'CreateUserPool',
    takes: [...settable, 'AliasAttributes', 'Schema', 'UsernameAttributes', 'UsernameConfiguration'],
    written: ['UserPoolName'],
    members: named,
    answer: 'UserPool',
  },
  parts: [
    {
      takes: ['Schema'],
      async calls({ session, id, key, now, before }) {
        refuseChanged(now, before)
        const CustomAttributes = addedTo(record(await poolAt(session, id)), now)
        return CustomAttributes.length === 0
          ? []
          : [{ action: 'AddCustomAttributes', members: { ...key, CustomAttributes } }]
      },
    },
    mfa,
    {
      takes: [...settable, 'UserPoolName'],
      // What UpdateUserPool does not name goes back to its default, tags and second factors, too.
      calls({ key, now, input, form }) {
        const { UserPoolName: _, ...own } = now
        const { MfaConfiguration, UserPoolTags } = input.properties
        const others = {
          ...(MfaConfiguration === undefined ? {} : { MfaConfiguration }),
          UserPoolTags: writeTags(allTags(UserPoolTags, input), 'map'),
        }
        return [
          {
            action: 'UpdateUserPool',
            members: { ...key, ...toMembers(own, form), ...named(input), ...others },
          },
        ]
      },
    },
  ],
  replaces: { AliasAttributes: signIn, UsernameAttributes: signIn, UsernameConfiguration: signIn },
  stays: {
    EmailAuthenticationMessage: kept,
    EmailAuthenticationSubject: kept,
    Schema: 'an attribute of users stays in their pool',
    WebAuthnFactorConfiguration: kept,
    WebAuthnRelyingPartyID: kept,
    WebAuthnUserVerification: kept,
  },
  // A pool shows its attributes among those that every pool has, under other names.
  unseen: ['Schema'],
  tags: {
    ...resourceTags(({ client, id }) => ({ ResourceArn: arnOf(client, id) }), {
      property: 'UserPoolTags',
      form: 'map',
      sent: 'map',
    }),
  },
  async show(session) {
    const pool = await poolAt(session, session.id)
    return pool && { live: { ...pool, PoolName: pool.Name ?? '' }, tags: readTags(pool.UserPoolTags) }
  },
  async search(session, sought) {
    const { PoolName } = named(sought)
    const page = {
      action: 'ListUserPools',
      members: { MaxResults: 60 },
      items: 'UserPools',
      token: 'NextToken',
    } as const
    const alike = list(await allPages(session.ask, page)).map(record)
    for (const { Id, Name } of alike.filter(pool => pool.Name === PoolName)) {
      const pool = await poolAt(session, text(Id) ?? '')
      if (Name === PoolName && isOurs(readTags(pool?.UserPoolTags), sought)) return text(Id)
    }
    return undefined
  },
  attributes({ client, id }) {
    const suffix = client.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
    const ProviderName = `cognito-idp.${client.region}.${suffix}/${id}`
    return { Arn: arnOf(client, id), ProviderName, ProviderURL: `https://${ProviderName}`, UserPoolId: id }
  },
  delete: { call: 'DeleteUserPool' },
})

function arnOf({ partition, region, account }: AwsClient, id: string): string {
  return `arn:${partition}:cognito-idp:${region}:${account}:userpool/${id}`
}

function named({ properties, name }: Pick<Input, 'properties' | 'name'>): Members {
  return { PoolName: properties.UserPoolName ?? name }
}

/** An attribute that is there can neither change nor go. */
function refuseChanged(now: Properties, before: Properties): void {
  const known = new Map(list(before.Schema).map(one => [record(one).Name, one]))
  const changed = list(now.Schema).find(one => {
    const earlier = known.get(record(one).Name)
    return earlier !== undefined && !equal(earlier, one)
  })
  if (changed === undefined) return
  throw new FnxError({
    code: codeOfKind.invalid,
    message: `The attribute ${String(record(changed).Name)} of a user pool cannot change once it is there.`,
    hint: 'Write it as it was, and add another attribute beside it.',
  })
}

/** Lists the attributes that a pool does not have yet; it shows those that are its own with a prefix. */
function addedTo({ SchemaAttributes }: Properties, { Schema }: Properties): readonly Value[] {
  const known = new Set(list(SchemaAttributes).map(one => String(record(one).Name)))
  return list(Schema).filter(one => {
    const name = String(record(one).Name)
    return !known.has(name) && !known.has(`custom:${name}`)
  })
}
