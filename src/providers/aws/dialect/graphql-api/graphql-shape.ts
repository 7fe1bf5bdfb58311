import { isList, isRecord, type Value } from '../../../../model/value.ts'
import { refuse } from '../refusal.ts'
import type { Source } from '../transform-context.ts'

/** The fields of a map; `*` behind a name requires it, and what a field holds may be such a map again. */
interface Fields {
  readonly names: string
  readonly inside?: Readonly<Record<string, Fields>>
  /** The map is of such maps by name, so many levels deep. */
  readonly levels?: number
  readonly list?: true
  /** A field that takes no call: others are named after it. */
  readonly text?: string
  /** A field that is a list of texts. */
  readonly texts?: string
}

const lambdaAuthorizer = { names: 'AuthorizerResultTtlInSeconds AuthorizerUri* IdentityValidationExpression' }
const openId = { names: 'AuthTTL ClientId IatTTL Issuer' }
const userPool = { names: 'AppIdClientRegex AwsRegion DefaultAction UserPoolId*' }
const authParts = { LambdaAuthorizer: lambdaAuthorizer, OpenIDConnect: openId, UserPool: userPool }
const runtime = { names: 'Name* Version*' }
const sync = {
  names: 'ConflictDetection* ConflictHandler LambdaConflictHandlerConfig',
  inside: { LambdaConflictHandlerConfig: { names: 'LambdaConflictHandlerArn*' } },
}

const whole: Readonly<Record<string, Fields>> = {
  Auth: {
    names: 'Type* LambdaAuthorizer OpenIDConnect UserPool Additional',
    inside: {
      ...authParts,
      Additional: { names: 'Type* LambdaAuthorizer OpenIDConnect UserPool', inside: authParts, list: true },
    },
  },
  ApiKeys: { names: 'ApiKeyId Description ExpiresOn', levels: 1 },
  Logging: { names: 'CloudWatchLogsRoleArn ExcludeVerboseContent FieldLogLevel' },
  DomainName: { names: 'CertificateArn* DomainName* Description' },
  Cache: { names: 'ApiCachingBehavior* Ttl* Type* AtRestEncryptionEnabled TransitEncryptionEnabled' },
  DataSources: {
    names: 'DynamoDb Lambda',
    inside: {
      DynamoDb: {
        names:
          'TableName* ServiceRoleArn TableArn Permissions Name Description Region DeltaSync UseCallerCredentials ' +
          'Versioned',
        inside: { DeltaSync: { names: 'BaseTableTTL* DeltaSyncTableName* DeltaSyncTableTTL*' } },
        levels: 1,
      },
      Lambda: { names: 'FunctionArn* ServiceRoleArn Name Description', levels: 1 },
    },
  },
  Functions: {
    names: 'DataSource Runtime InlineCode CodeUri Description MaxBatchSize Name Id Sync',
    inside: { Runtime: runtime, Sync: sync },
    text: 'Name',
    levels: 1,
  },
  Resolvers: {
    names: 'FieldName Caching InlineCode CodeUri MaxBatchSize Pipeline Runtime Sync',
    inside: { Caching: { names: 'Ttl* CachingKeys' }, Runtime: runtime, Sync: sync },
    text: 'FieldName',
    texts: 'Pipeline',
    levels: 2,
  },
}

const authTypes = ['AWS_IAM', 'API_KEY', 'AWS_LAMBDA', 'OPENID_CONNECT', 'AMAZON_COGNITO_USER_POOLS']

/** Refuses properties of a GraphQL API whose parts have unknown or missing fields. */
export function checkGraphql({ id, properties }: Source): void {
  for (const [name, fields] of Object.entries(whole)) {
    const value = properties[name]
    if (value !== undefined && value !== null && typeof value !== 'boolean')
      checkPart({ id, path: ['Properties', name] }, value, fields)
  }
  const { XrayEnabled = null } = properties
  if (XrayEnabled !== null && flagOf(XrayEnabled) === undefined)
    refuse(id, 'XrayEnabled is true or false.', ['Properties', 'XrayEnabled'])
  const type = isRecord(properties.Auth) ? properties.Auth.Type : undefined
  if (typeof type !== 'string' || !authTypes.includes(type))
    refuse(id, `the Type of Auth is one of ${authTypes.join(', ')}.`, ['Properties', 'Auth', 'Type'])
}

const flags: readonly (readonly [boolean, readonly string[]])[] = [
  [true, ['true', 't', 'yes', 'y', 'on', '1']],
  [false, ['false', 'f', 'no', 'n', 'off', '0']],
]

/** Reads true and false in all the spellings that the service takes. */
export function flagOf(value: Value): boolean | undefined {
  if (isList(value) || isRecord(value)) return undefined
  const text = String(value).toLowerCase()
  return flags.find(([, spellings]) => spellings.includes(text))?.[0]
}

function isTexts(value: Value): boolean {
  return isList(value) && value.every(item => item !== null && typeof item !== 'object')
}

interface Place {
  readonly id: string
  readonly path: readonly (string | number)[]
}

function checkPart(place: Place, value: Value, fields: Fields): void {
  const { id, path } = place
  const { levels = 0, list, ...flat } = fields
  if (list) {
    if (!isList(value)) refuse(id, `${path.slice(1).join('.')} must be a list.`, path)
    for (const [index, item] of value.entries()) checkPart({ id, path: [...path, index] }, item, flat)
    return
  }
  if (!isRecord(value)) refuse(id, `${path.slice(1).join('.')} must be a map.`, path)
  if (levels > 0) {
    for (const [name, item] of Object.entries(value))
      checkPart({ id, path: [...path, name] }, item, { ...flat, levels: levels - 1 })
    return
  }
  checkFields(place, value, flat)
}

function checkFields({ id, path }: Place, value: Readonly<Record<string, Value>>, fields: Fields): void {
  const where = path.slice(1).join('.')
  const names = fields.names.split(' ')
  for (const [name, item] of Object.entries(value)) {
    if (!names.includes(name) && !names.includes(`${name}*`))
      refuse(id, `${where} has no property ${name}.`, [...path, name])
    if (name === fields.text && item !== null && typeof item === 'object')
      refuse(id, `${where} takes a text for ${name}.`, [...path, name])
    if (name === fields.texts && item !== null && !isTexts(item))
      refuse(id, `${where} takes a list of texts for ${name}.`, [...path, name])
    const inside = fields.inside?.[name]
    if (inside !== undefined && item !== null) checkPart({ id, path: [...path, name] }, item, inside)
  }
  for (const name of names)
    if (name.endsWith('*') && (value[name.slice(0, -1)] ?? null) === null)
      refuse(id, `${where} needs ${name.slice(0, -1)}.`, path)
}
