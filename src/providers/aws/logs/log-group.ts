import type { Input, ResourceType } from '../../../model/provider.ts'
import { equal } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { defined, gone, refuseOthers } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import type { Tags } from '../kit/tags.ts'
import { allTags, claim, droppedTags, userTags } from '../kit/tags.ts'

const type = 'AWS::Logs::LogGroup'
const properties = ['KmsKeyId', 'LogGroupClass', 'LogGroupName', 'RetentionInDays', 'Tags']

/** A log group of CloudWatch. */
export const logGroup: ResourceType<AwsClient> = {
  type,
  naming: { max: 512, allowed: /[\w.#/-]/ },
  nameProperty: 'LogGroupName',
  takes: properties,
  reads: ['KmsKeyId', 'LogGroupClass', 'RetentionInDays', 'Tags'],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
  replaces: { LogGroupClass: 'the class of a log group cannot be changed after its creation' },
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    refuseOthers(type, input.properties, properties)
    const { KmsKeyId, LogGroupClass } = input.properties
    await client.call('logs', 'CreateLogGroup', {
      logGroupName: input.name,
      ...defined({ kmsKeyId: KmsKeyId, logGroupClass: LogGroupClass }),
      tags: allTags(input),
    })
    await retain(client, input.name, { ...input, before: {} })
    return described(client, input.name)
  },
  async find(client, sought) {
    if ((await groupOf(client, sought.name)) === undefined) return undefined
    return claim(sought, await tagsOf(client, sought.name), { type, physicalId: sought.name })
  },
  async read(client, { physicalId = '', properties: known }) {
    const found = await groupOf(client, physicalId)
    if (found === undefined) return undefined
    const live = {
      KmsKeyId: found.kmsKeyId ?? null,
      LogGroupClass: found.logGroupClass ?? 'STANDARD',
      RetentionInDays: found.retentionInDays ?? null,
      Tags: userTags(await tagsOf(client, physicalId), 'list'),
    }
    return { properties: faithful(known, live), attributes: described(client, physicalId).attributes }
  },
  async update(client, physicalId, input) {
    refuseOthers(type, input.properties, properties)
    await retain(client, physicalId, input)
    await encrypt(client, physicalId, input)
    const tagKeys = droppedTags(input.before, input)
    const resourceArn = arnOf(client, physicalId)
    if (!equal(input.properties.Tags, input.before?.Tags))
      await client.call('logs', 'TagResource', { resourceArn, tags: allTags(input) })
    if (tagKeys.length > 0) await client.call('logs', 'UntagResource', { resourceArn, tagKeys })
    return described(client, physicalId)
  },
  async delete(client, { physicalId = '' }) {
    await gone(client.call('logs', 'DeleteLogGroup', { logGroupName: physicalId }))
  },
}

function arnOf({ partition, region, account }: AwsClient, name: string): string {
  return `arn:${partition}:logs:${region}:${account}:log-group:${name}`
}

function described(client: AwsClient, name: string) {
  return { physicalId: name, attributes: { Ref: name, Arn: `${arnOf(client, name)}:*` } }
}

async function groupOf(client: AwsClient, name: string) {
  const { logGroups = [] } = await client.call('logs', 'DescribeLogGroups', { logGroupNamePrefix: name })
  return logGroups.find(group => group.logGroupName === name)
}

async function tagsOf(client: AwsClient, name: string): Promise<Tags> {
  const { tags = {} } = await client.call('logs', 'ListTagsForResource', { resourceArn: arnOf(client, name) })
  return tags
}

/** A change of the key holds for what comes; the logs that are there stay readable. */
async function encrypt(
  client: AwsClient,
  logGroupName: string,
  { properties: { KmsKeyId }, before }: Input,
): Promise<void> {
  if (equal(KmsKeyId, before?.KmsKeyId)) return
  if (KmsKeyId === undefined) await client.call('logs', 'DisassociateKmsKey', { logGroupName })
  else await client.call('logs', 'AssociateKmsKey', { logGroupName, kmsKeyId: KmsKeyId })
}

async function retain(
  client: AwsClient,
  logGroupName: string,
  { properties: now, before }: Input,
): Promise<void> {
  if (equal(now.RetentionInDays, before?.RetentionInDays)) return
  if (now.RetentionInDays === undefined)
    await gone(client.call('logs', 'DeleteRetentionPolicy', { logGroupName }))
  else
    await client.call('logs', 'PutRetentionPolicy', {
      logGroupName,
      retentionInDays: Number(now.RetentionInDays),
    })
}
