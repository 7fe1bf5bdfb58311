import {
  CancelResourceRequestCommand,
  CloudControlClient,
  CreateResourceCommand,
  DeleteResourceCommand,
  GetResourceCommand,
  GetResourceRequestStatusCommand,
  ListResourceRequestsCommand,
  ListResourcesCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-cloudcontrol'
import { expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { awsCloud } from '../aws-cloud.ts'

async function reached(options = {}) {
  const { url: endpoint } = await awsCloud(options)
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new CloudControlClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 })
  const create = (TypeName: string, desired: Properties, ClientToken?: string) =>
    client.send(
      new CreateResourceCommand({
        TypeName,
        DesiredState: JSON.stringify(desired),
        ...(ClientToken === undefined ? {} : { ClientToken }),
      }),
    )
  const endOf = async (RequestToken: string | undefined) =>
    (await client.send(new GetResourceRequestStatusCommand({ RequestToken }))).ProgressEvent
  const made = async (TypeName: string, desired: Properties) =>
    (await endOf((await create(TypeName, desired)).ProgressEvent?.RequestToken))?.Identifier ?? ''
  const modelOf = async (TypeName: string, Identifier: string) => {
    const found = await client.send(new GetResourceCommand({ TypeName, Identifier }))
    return JSON.parse(found.ResourceDescription?.Properties ?? '{}')
  }
  return { client, create, endOf, made, modelOf }
}

const thrown = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: Error) => error.name,
  )
const vpc = { CidrBlock: '10.0.0.0/16' }

it('says of a request that it is under way, and then how it ended', async () => {
  const { create, endOf } = await reached()
  const { ProgressEvent: begun } = await create('AWS::EC2::VPC', vpc)
  expect(begun).toMatchObject({
    OperationStatus: 'IN_PROGRESS',
    Operation: 'CREATE',
    TypeName: 'AWS::EC2::VPC',
  })
  const ended = await endOf(begun?.RequestToken)
  expect(ended).toMatchObject({ OperationStatus: 'SUCCESS', Identifier: begun?.Identifier })
  expect(ended?.Identifier).toMatch(/^vpc-[0-9a-f]{17}$/)
})

it('gives what the cloud gives of itself, and keeps what is write-only to itself', async () => {
  const { made, modelOf } = await reached()
  const key = { KeyPolicy: {}, PendingWindowInDays: 7 }
  const id = await made('AWS::KMS::Key', key)
  const model = await modelOf('AWS::KMS::Key', id)
  expect(model).toEqual({ KeyPolicy: {}, KeyId: id, Arn: `arn:aws:kms:eu-west-1:000000000000:key/${id}` })
  const part = await made('AWS::ApiGateway::DocumentationPart', {
    RestApiId: 'abc',
    Location: { Type: 'API' },
    Properties: '{}',
  })
  expect(part).toMatch(/^[a-z0-9]+\|abc$/)
})

it('answers a request that is sent again, and refuses its token for another', async () => {
  const { client, create } = await reached()
  const first = await create('AWS::EC2::VPC', vpc, 'once')
  const again = await create('AWS::EC2::VPC', vpc, 'once')
  expect(again.ProgressEvent?.RequestToken).toBe(first.ProgressEvent?.RequestToken)
  const other = create('AWS::EC2::VPC', { CidrBlock: '10.1.0.0/16' }, 'once')
  expect(await thrown(other)).toBe('ClientTokenConflictException')
  const { ResourceDescriptions } = await client.send(new ListResourcesCommand({ TypeName: 'AWS::EC2::VPC' }))
  expect(ResourceDescriptions?.length).toBe(1)
})

it('refuses what the schema, the handlers or the registry refuse', async () => {
  const { create } = await reached({ odd: true })
  const subnet = create('AWS::EC2::Subnet', { Vpc: 'vpc-1' })
  await expect(subnet).rejects.toThrow('extraneous key [Vpc]')
  await expect(create('AWS::EC2::Subnet', {})).rejects.toThrow('required key [VpcId]')
  expect(await thrown(create('AWS::EC2::Nothing', {}))).toBe('TypeNotFoundException')
  expect(await thrown(create('AWS::Route53::RecordSetGroup', {}))).toBe('UnsupportedActionException')
})

it('refuses a second thing of one name, and a change of what replaces', async () => {
  const { client, create, endOf, made, modelOf } = await reached()
  const id = await made('AWS::ECS::Cluster', { ClusterName: 'shop' })
  expect(id).toBe('shop')
  const { ProgressEvent: second } = await create('AWS::ECS::Cluster', { ClusterName: 'shop' })
  expect(await endOf(second?.RequestToken)).toMatchObject({
    OperationStatus: 'FAILED',
    ErrorCode: 'AlreadyExists',
  })
  const update = async (patch: readonly Properties[]) => {
    const input = { TypeName: 'AWS::ECS::Cluster', Identifier: id, PatchDocument: JSON.stringify(patch) }
    const { ProgressEvent: begun } = await client.send(new UpdateResourceCommand(input))
    return endOf(begun?.RequestToken)
  }
  expect(await update([{ op: 'add', path: '/ClusterName', value: 'other' }])).toMatchObject({
    ErrorCode: 'NotUpdatable',
  })
  const tags = [{ Key: 'cost', Value: 'a' }]
  await update([{ op: 'add', path: '/Tags', value: tags }])
  expect(await modelOf('AWS::ECS::Cluster', id)).toMatchObject({ Tags: tags })
  await update([{ op: 'add', path: '/Tags/-', value: { Key: 'of', Value: 'b' } }])
  await update([{ op: 'remove', path: '/Tags/0' }])
  expect(await modelOf('AWS::ECS::Cluster', id)).toMatchObject({ Tags: [{ Key: 'of', Value: 'b' }] })
})

it('forgets what is deleted, and tells of the requests that there were', async () => {
  const { client, made, endOf } = await reached()
  const Identifier = await made('AWS::EC2::VPC', vpc)
  const TypeName = 'AWS::EC2::VPC'
  const { ProgressEvent: begun } = await client.send(new DeleteResourceCommand({ TypeName, Identifier }))
  expect(await endOf(begun?.RequestToken)).toMatchObject({ OperationStatus: 'SUCCESS' })
  expect(await thrown(client.send(new GetResourceCommand({ TypeName, Identifier })))).toBe(
    'ResourceNotFoundException',
  )
  const again = client.send(new DeleteResourceCommand({ TypeName, Identifier }))
  expect(await thrown(again)).toBe('ResourceNotFoundException')
  const ResourceRequestStatusFilter = { Operations: ['DELETE' as const] }
  const listed = await client.send(new ListResourceRequestsCommand({ ResourceRequestStatusFilter }))
  expect(listed.ResourceRequestStatusSummaries?.map(({ Operation }) => Operation)).toEqual(['DELETE'])
  const cancelled = client.send(new CancelResourceRequestCommand({ RequestToken: begun?.RequestToken }))
  expect(await thrown(cancelled)).toBe('ConcurrentModificationException')
  const unknown = client.send(new GetResourceRequestStatusCommand({ RequestToken: 'none' }))
  expect(await thrown(unknown)).toBe('RequestTokenNotFoundException')
})
