import { createHash } from 'node:crypto'
import type { WireCall } from '../../../model/operation.ts'
import { at, type Properties, record, text, type Value, withAt } from '../../../model/value.ts'
import { account, arn, partitionOf, regionOf } from '../protocols/scope.ts'
import type { Published } from './traits.ts'

/** Completes a model by what the cloud gives of itself: identifiers first, then what is made of them. */
export function completed(call: WireCall, { type, table }: Published, desired: Properties): Properties {
  const { identifier = [], attributes = {} } = table
  const seed = call.id()
  const ways = [
    ...identifier.map(name => name.split('/')),
    ...Object.keys(attributes).map(name => name.split('.')),
  ]
  // ARNs are made of the names and numbers beside them.
  const sorted = [...ways.filter(way => !isArn(way)), ...ways.filter(isArn)]
  return sorted.reduce<Properties>((model, way) => {
    if (at(model, way) !== undefined) return model
    const value = valueIn(call, { type, table, way, model, seed })
    return value === undefined ? model : record(withAt(model, way, value))
  }, desired)
}

interface Wanted extends Published {
  readonly way: readonly string[]
  readonly model: Properties
  /** Tells one thing from another. */
  readonly seed: string
}

function valueIn(call: WireCall, { table, way, ...wanted }: Wanted): Value | undefined {
  const path = way.join('.')
  const kind = table.attributes?.[path] ?? 'string'
  if (kind !== 'string' && kind !== 'any') return plain[kind]
  if (isArn(way)) return arnOf(call, { ...wanted, table, way })
  return wordOf(call, { ...wanted, table, way })
}

const plain: Readonly<Record<string, Value>> = {
  boolean: false,
  integer: 0,
  number: 0,
  array: [],
  object: {},
}

function isArn(way: readonly string[]): boolean {
  return /arn$/i.test(way.at(-1) ?? '')
}

function arnOf(call: WireCall, { type, table, model, seed }: Wanted): string {
  const [, service = '', name = ''] = type.toLowerCase().split('::')
  if (table.arn === undefined) return arn(call, service, `${name}/${short(seed, 10)}`)
  const region = regionOf(call)
  const known: Properties = { ...model, Partition: partitionOf(region), Region: region, Account: account }
  return table.arn.replace(
    /\$\{(\w+)\}/g,
    (_, word: string) => text(known[word]) ?? named(word, { model, seed }),
  )
}

/** A variable of an ARN may have another name than the property that it is filled from: `TableName` for `Name`. */
function named(word: string, { model, seed }: Pick<Wanted, 'model' | 'seed'>): string {
  const near = Object.keys(model).find(name => word.endsWith(name) || name.endsWith(word))
  return text(near === undefined ? undefined : model[near]) ?? short(seed, 10)
}

/** Names of things of EC2 begin with what they are: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html. */
const prefixes: Readonly<Record<string, string>> = {
  InternetGateway: 'igw',
  NatGateway: 'nat',
  NetworkInterface: 'eni',
  RouteTable: 'rtb',
  SecurityGroup: 'sg',
}

function wordOf(call: WireCall, { type, way, seed }: Wanted): string {
  const [, service = '', name = ''] = type.split('::')
  const last = way.at(-1) ?? ''
  if (/(url|uri|endpoint)$/i.test(last))
    return `https://${short(seed, 10)}.${service.toLowerCase()}.localhost`
  if (/(domain|domainname|dns|dnsname)$/i.test(last))
    return `${short(seed, 10)}.${service.toLowerCase()}.localhost`
  if (type === 'AWS::Cognito::UserPool' && last === 'UserPoolId') return `${regionOf(call)}_${short(seed, 9)}`
  if (service === 'EC2' && /id$/i.test(last))
    return `${prefixes[name] ?? name.toLowerCase()}-${hex(seed, 17)}`
  if (service === 'KMS') return seed
  return /name$/i.test(last) ? `${name}-${short(seed, 12)}` : short(seed, 10)
}

function hex(seed: string, length: number): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, length)
}

/** Small letters and digits. */
function short(seed: string, length: number): string {
  return BigInt(`0x${hex(seed, 32)}`)
    .toString(36)
    .padStart(length, '0')
    .slice(-length)
}
