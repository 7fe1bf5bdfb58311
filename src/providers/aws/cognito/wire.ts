import type { WireCall } from '../../../model/operation.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { arn, entriesIn, entry, keyIn, regionOf } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'
import { keptPools, poolTable } from './kept.ts'

const on = targetService('cognito-idp')

/** Cognito's calls on user pools; nobody signs in to them here. */
const pools = [
  on('CreateUserPool', (call, { PoolName, Schema, ...fields }) => {
    const Id = `${regionOf(call)}_${shortId(call, 9)}`
    const shown: Properties = {
      MfaConfiguration: 'OFF',
      DeletionProtection: 'INACTIVE',
      UserPoolTier: 'ESSENTIALS',
      ...fields,
      Id,
      Name: PoolName ?? '',
      Arn: arn(call, 'cognito-idp', `userpool/${Id}`),
      SchemaAttributes: list(Schema).map(shownAttribute),
      CreationDate: seconds(call),
      LastModifiedDate: seconds(call),
    }
    save(call, { shown, mfa: {}, clients: {}, domains: {} })
    return { UserPool: shown }
  }),
  on('DescribeUserPool', (call, input) => ({ UserPool: record(poolOf(call, input.UserPoolId).shown) })),
  on('ListUserPools', call => ({
    UserPools: entriesIn(call, poolTable).map(({ shown }) => {
      const { Id = '', Name = '' } = record(shown)
      return { Id, Name }
    }),
  })),
  on('UpdateUserPool', (call, { UserPoolId, PoolName, ...change }) => {
    const pool = poolOf(call, UserPoolId)
    const known = record(pool.shown)
    const lasting = [
      'AliasAttributes',
      'Arn',
      'CreationDate',
      'Id',
      'SchemaAttributes',
      'UsernameAttributes',
      'UsernameConfiguration',
    ]
    const kept = Object.fromEntries(Object.entries(known).filter(([name]) => lasting.includes(name)))
    const defaults = { MfaConfiguration: 'OFF', DeletionProtection: 'INACTIVE', UserPoolTier: 'ESSENTIALS' }
    const shown = { ...defaults, ...kept, ...change, Name: PoolName ?? known.Name ?? '' }
    save(call, { ...pool, shown: { ...shown, LastModifiedDate: seconds(call) } })
    return {}
  }),
  on('AddCustomAttributes', (call, { UserPoolId, CustomAttributes }) => {
    const pool = poolOf(call, UserPoolId)
    const shown = record(pool.shown)
    const known = list(shown.SchemaAttributes)
    const added = list(CustomAttributes).map(shownAttribute)
    const taken = added.find(({ Name }) => known.some(one => record(one).Name === Name))
    if (taken !== undefined)
      throw fault(
        400,
        'InvalidParameterException',
        `${String(taken.Name)}: Existing attribute already has name`,
      )
    save(call, { ...pool, shown: { ...shown, SchemaAttributes: [...known, ...added] } })
    return {}
  }),
  on('SetUserPoolMfaConfig', (call, { UserPoolId, ...config }) => {
    const pool = poolOf(call, UserPoolId)
    const { MfaConfiguration = 'OFF' } = config
    save(call, { ...pool, mfa: config, shown: { ...record(pool.shown), MfaConfiguration } })
    return config
  }),
  on('GetUserPoolMfaConfig', (call, input) => {
    const { mfa, shown } = poolOf(call, input.UserPoolId)
    return { ...record(mfa), MfaConfiguration: record(shown).MfaConfiguration ?? 'OFF' }
  }),
  on('DeleteUserPool', (call, input) => {
    const { shown, domains } = poolOf(call, input.UserPoolId)
    if (record(shown).DeletionProtection === 'ACTIVE')
      throw fault(
        400,
        'InvalidParameterException',
        'The user pool cannot be deleted because deletion protection is activated.',
      )
    if (Object.keys(record(domains)).length > 0)
      throw fault(
        400,
        'InvalidParameterException',
        'User pool cannot be deleted. It has a domain configured that should be deleted first.',
      )
    call.store.delete(poolTable, keyIn(call, String(input.UserPoolId)))
    return {}
  }),
  on('TagResource', (call, { ResourceArn, Tags }) => {
    const { pool, tags } = tagged(call, ResourceArn)
    save(call, withTags(pool, { ...tags, ...record(Tags) }))
    return {}
  }),
  on('UntagResource', (call, { ResourceArn, TagKeys }) => {
    const { pool, tags } = tagged(call, ResourceArn)
    const kept = Object.entries(tags).filter(([key]) => !list(TagKeys).includes(key))
    save(call, withTags(pool, Object.fromEntries(kept)))
    return {}
  }),
]

/** Calls on the clients of a pool. */
const clients = [
  on('CreateUserPoolClient', (call, { GenerateSecret, ...fields }) => {
    const pool = poolOf(call, fields.UserPoolId)
    const ClientId = shortId(call, 26)
    const secret = GenerateSecret === true ? { ClientSecret: shortId(call, 51) } : {}
    const times = { CreationDate: seconds(call), LastModifiedDate: seconds(call) }
    const UserPoolClient = { ...fields, ...secret, ...times, ClientId }
    save(call, { ...pool, clients: { ...record(pool.clients), [ClientId]: UserPoolClient } })
    return { UserPoolClient }
  }),
  on('DescribeUserPoolClient', (call, input) => ({ UserPoolClient: clientOf(call, input).client })),
  on('ListUserPoolClients', (call, input) => ({
    UserPoolClients: Object.values(record(poolOf(call, input.UserPoolId).clients)).map(client => {
      const { ClientId = '', ClientName = '', UserPoolId = '' } = record(client)
      return { ClientId, ClientName, UserPoolId }
    }),
  })),
  on('UpdateUserPoolClient', (call, input) => {
    const { pool, client } = clientOf(call, input)
    const { CreationDate = 0, ClientSecret } = client
    const secret = ClientSecret === undefined ? {} : { ClientSecret }
    const UserPoolClient = { ...input, ...secret, CreationDate, LastModifiedDate: seconds(call) }
    save(call, { ...pool, clients: { ...record(pool.clients), [String(input.ClientId)]: UserPoolClient } })
    return { UserPoolClient }
  }),
  on('DeleteUserPoolClient', (call, input) => {
    const { pool } = clientOf(call, input)
    const { [String(input.ClientId)]: _, ...others } = record(pool.clients)
    save(call, { ...pool, clients: others })
    return {}
  }),
]

/** Calls on the domains of pools. */
const domains = [
  on('CreateUserPoolDomain', (call, input) => {
    const pool = poolOf(call, input.UserPoolId)
    if (domainIn(call, input.Domain) !== undefined)
      throw fault(400, 'InvalidParameterException', `Domain already associated with another user pool.`)
    const domain = domainFrom(input)
    save(call, { ...pool, domains: { ...record(pool.domains), [String(input.Domain)]: domain } })
    return input.ManagedLoginVersion === undefined ? {} : { ManagedLoginVersion: input.ManagedLoginVersion }
  }),
  on('DescribeUserPoolDomain', (call, { Domain }) => ({ DomainDescription: domainIn(call, Domain) ?? {} })),
  on('UpdateUserPoolDomain', (call, input) => {
    const pool = poolOf(call, input.UserPoolId)
    const known = record(pool.domains)[String(input.Domain)]
    if (known === undefined) throw fault(400, 'ResourceNotFoundException', 'Domain does not exist.')
    const domain = { ...record(known), ...domainFrom(input) }
    save(call, { ...pool, domains: { ...record(pool.domains), [String(input.Domain)]: domain } })
    return {}
  }),
  on('DeleteUserPoolDomain', (call, input) => {
    const pool = poolOf(call, input.UserPoolId)
    const { [String(input.Domain)]: found, ...others } = record(pool.domains)
    if (found === undefined) throw fault(400, 'ResourceNotFoundException', 'Domain does not exist.')
    save(call, { ...pool, domains: others })
    return {}
  }),
]

/** Lists ARNs and tags of the user pools of a region. */
export function taggedPools(call: WireCall): readonly (readonly [arn: string, tags: Properties])[] {
  return entriesIn(call, poolTable).map(({ shown }) => {
    const { Arn, UserPoolTags } = record(shown)
    return [String(Arn), record(UserPoolTags)] as const
  })
}

/** Attributes that are not every pool's own are shown with a prefix. */
function shownAttribute(attribute: Properties[string]): Properties {
  const { Name, ...rest } = record(attribute)
  const own =
    /^(?:address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|sub|updated_at|website|zoneinfo)$/
  return { ...rest, Name: own.test(String(Name)) ? String(Name) : `custom:${String(Name)}` }
}

function domainFrom(input: Properties): Properties {
  return { ...input, Status: 'ACTIVE', CloudFrontDistribution: 'd111111abcdef8.cloudfront.net' }
}

function domainIn(call: WireCall, domain: Properties[string] | undefined): Properties | undefined {
  const found = entriesIn(call, poolTable).flatMap(({ domains }) => {
    const own = record(domains)[String(domain)]
    return own === undefined ? [] : [record(own)]
  })
  return found[0]
}

function poolOf(call: WireCall, UserPoolId: Properties[string] | undefined): Properties {
  const found = entry(call.store, poolTable, keyIn(call, String(UserPoolId)))
  if (found === undefined)
    throw fault(400, 'ResourceNotFoundException', `User pool ${String(UserPoolId)} does not exist.`)
  return found
}

function clientOf(call: WireCall, input: Properties) {
  const pool = poolOf(call, input.UserPoolId)
  const client = record(pool.clients)[String(input.ClientId)]
  if (client === undefined)
    throw fault(
      400,
      'ResourceNotFoundException',
      `User pool client ${String(input.ClientId)} does not exist.`,
    )
  return { pool, client: record(client) }
}

function tagged(call: WireCall, resource: Properties[string] | undefined) {
  const pool = poolOf(call, String(resource).replace(/^.*:userpool\//, ''))
  return { pool, tags: record(record(pool.shown).UserPoolTags) }
}

function withTags(pool: Properties, UserPoolTags: Properties): Properties {
  return { ...pool, shown: { ...record(pool.shown), UserPoolTags } }
}

function save(call: WireCall, pool: Properties): void {
  call.store.put(poolTable, keyIn(call, String(record(pool.shown).Id)), pool)
}

/** Makes an id of small letters and digits. */
function shortId(call: WireCall, length: number): string {
  const digits = BigInt(`0x${(call.id() + call.id()).replace(/-/g, '')}`).toString(36)
  return digits.slice(0, length).padStart(length, '0')
}

function seconds({ now }: WireCall): number {
  return now.getTime() / 1000
}

/** Cognito's user pools, as the local cloud answers them. */
export const wire: AwsWire = {
  operations: [...pools, ...clients, ...domains],
  kept: keptPools,
  throttled: 'TooManyRequestsException',
  refusal: targetRefusal,
}
