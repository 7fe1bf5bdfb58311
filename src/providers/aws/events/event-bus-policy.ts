import type { ResourceType } from '../../../model/provider.ts'
import { canonical, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { jsonText, parsed } from '../../kit/form.ts'
import { foreign, isOfStack } from '../../kit/ownership.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { ignoreMissing, orMissing } from '../kit/answers.ts'
import { busArn } from './event-bus.ts'

const type = 'AWS::Events::EventBusPolicy'
const own = ['Action', 'Condition', 'Principal', 'Statement']

/** A statement in the policy of a bus; its physical ID is `bus|statement`. */
export const eventBusPolicy: ResourceType<AwsClient> = {
  type,
  naming: { max: 64, allowed: /[\w-]/ },
  nameProperty: 'StatementId',
  partOf: ['EventBusName'],
  takes: [...own, 'EventBusName', 'StatementId'],
  reads: own,
  async create(client, { name, properties }) {
    const bus = busOf(properties)
    if ((await statementOf(client, bus, name)) !== undefined) throw foreign(type, name)
    await put(client, name, properties)
    return described(`${bus}|${name}`)
  },
  async find(client, { name, properties, tags }) {
    const bus = busOf(properties)
    const found = await statementOf(client, bus, name)
    if (found === undefined) return undefined
    const isSame = canonical(shown(found, properties)) === canonical(written(properties))
    if (!isSame && !isOfStack(await tagsOf(client, bus), { tags })) throw foreign(type, name)
    return `${bus}|${name}`
  },
  async read(client, { physicalId = '', properties }) {
    const [bus = '', name = ''] = physicalId.split('|')
    const found = await statementOf(client, bus, name)
    if (found === undefined) return undefined
    return { properties: shown(found, properties), attributes: described(physicalId).attributes }
  },
  async update(client, physicalId, { properties, before = {} }) {
    if (canonical(written(properties)) !== canonical(written(before)))
      await put(client, physicalId.split('|')[1] ?? '', properties)
    return described(physicalId)
  },
  async delete(client, { physicalId = '' }) {
    const [EventBusName, StatementId] = physicalId.split('|')
    await ignoreMissing(client.call('events', 'RemovePermission', { EventBusName, StatementId }))
  },
}

function described(physicalId: string) {
  return { physicalId, attributes: { Ref: physicalId } }
}

function busOf({ EventBusName = 'default' }: Properties): string {
  return (text(EventBusName) ?? '').replace(/^.*:event-bus\//, '')
}

function written(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => own.includes(name)))
}

/**
 * Writes a statement. One that the template spells out goes only with the whole policy, so that the others are read first,
 * and nobody else of this run writes in between.
 */
async function put(client: AwsClient, StatementId: string, properties: Properties): Promise<void> {
  const EventBusName = busOf(properties)
  await client.pace.exclusive(`policy of ${EventBusName}`, async () => {
    const { Statement } = properties
    const one = { EventBusName, StatementId, ...written(properties) }
    const members =
      Statement === undefined ? one : await whole(client, EventBusName, spelled(Statement, StatementId))
    await client.call('events', 'PutPermission', members)
  })
}

async function whole(client: AwsClient, EventBusName: string, statement: Properties) {
  const policy = await policyOf(client, EventBusName)
  const others = list(policy.Statement).filter(other => record(other).Sid !== statement.Sid)
  const Policy = JSON.stringify({ Version: '2012-10-17', ...policy, Statement: [...others, statement] })
  return { EventBusName, Policy }
}

function spelled(statement: Value, Sid: string): Properties {
  return { ...record(parsed(String(jsonText.write(statement)))), Sid }
}

async function policyOf(client: AwsClient, Name: string): Promise<Properties> {
  const found = await orMissing(client.call('events', 'DescribeEventBus', { Name }))
  return record(parsed(found?.Policy ?? '{}'))
}

async function statementOf(client: AwsClient, bus: string, name: string): Promise<Properties | undefined> {
  const statements = list((await policyOf(client, bus)).Statement).map(record)
  return statements.find(({ Sid }) => Sid === name)
}

async function tagsOf(client: AwsClient, bus: string) {
  const ResourceARN = busArn(client, bus)
  const found = await orMissing(client.call('events', 'ListTagsForResource', { ResourceARN }))
  return readTags((found?.Tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value })))
}

/** Gives a statement that lives in the form that the template has. */
function shown(statement: Properties, { Statement, Condition }: Properties): Properties {
  const { Sid: _, ...live } = statement
  if (Statement !== undefined) {
    const { Sid: __, ...known } = spelled(Statement, '')
    return { Statement: canonical(live) === canonical(known) ? Statement : live }
  }
  const { Action = '', Principal = '' } = live
  const account = text(record(Principal).AWS)?.replace(/^arn:[^:]*:iam::(\d*):root$/, '$1')
  const condition = Condition === undefined && live.Condition === undefined ? {} : conditionOf(live)
  return { Action, Principal: account ?? Principal, ...condition }
}

function conditionOf({ Condition }: Properties): Properties {
  const [[Type, keys] = []] = Object.entries(record(Condition))
  const [[Key, Value] = []] = Object.entries(record(keys))
  return Type === undefined ? {} : { Condition: { Type, Key: Key ?? '', Value: Value ?? '' } }
}
