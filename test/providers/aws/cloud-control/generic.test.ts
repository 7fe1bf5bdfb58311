import { expect, it } from 'vitest'
import type { ErrorKind } from '../../../../src/model/error-kind.ts'
import type { ResourceType } from '../../../../src/model/provider.ts'
import { loadTypes } from '../../../../src/model/service.ts'
import type { Properties } from '../../../../src/model/value.ts'
import type { AwsClient } from '../../../../src/providers/aws/client.ts'
import { whyNot } from '../../../../src/providers/aws/cloud-control/traits.ts'
import { diagnose } from '../../../../src/providers/aws/diagnose.ts'
import { provider } from '../../../../src/providers/aws/provider.ts'
import { typeTables } from '../../../../src/template/schema/type-tables.ts'
import { root } from '../../../support/fnx.ts'
import { awsCloud, inputOf, shortPace, stateOf, tagsOf } from '../aws-cloud.ts'

const tables = typeTables(root, 'aws')

async function typeOf(name: string): Promise<ResourceType<AwsClient>> {
  const [type] = await loadTypes(provider, [name], tables)
  if (type === undefined) throw new Error(`no type ${name}`)
  return type as ResourceType<AwsClient> // the provider's own client
}

const association: Properties = { RouteTableId: 'rtb-1', SubnetId: 'subnet-1' }
const associated = 'AWS::EC2::SubnetRouteTableAssociation'
const since = new Date(0).toISOString()

it('takes no thing for its own of which there are two alike', async () => {
  const { client } = await awsCloud()
  const type = await typeOf(associated)
  await type.create(client, inputOf('', association))
  const sought = { ...inputOf('', association), since }
  expect(await type.find(client, sought)).toBeDefined()
  await type.create(client, inputOf('', association, { tags: tagsOf('other000') }))
  await expect(type.find(client, sought)).rejects.toMatchObject({ diagnostics: [{ code: 'E6004' }] })
})

it('takes nothing for its own that was made before it announced it', async () => {
  const { client } = await awsCloud()
  const type = await typeOf(associated)
  await type.create(client, inputOf('', association))
  const later = new Date(Date.now() + 60_000).toISOString()
  expect(await type.find(client, { ...inputOf('', association), since: later })).toBeUndefined()
})

it('makes one thing, however often a request is sent whose answer was lost', async () => {
  const { client, store } = await awsCloud()
  const type = await typeOf('AWS::EC2::VPC')
  const input = inputOf('', { CidrBlock: '10.0.0.0/16' })
  const [one, other] = [await type.create(client, input), await type.create(client, input)]
  expect(other).toEqual(one)
  expect(store.list('aws.cloudcontrol.things').length).toBe(1)
})

it('sees a change outside fnx, and puts it right', async () => {
  const { client } = await awsCloud()
  const type = await typeOf('AWS::ECS::Cluster')
  const properties = {
    ClusterName: 'shop',
    ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }],
  }
  const { physicalId } = await type.create(client, inputOf('shop', properties))
  const value = [{ Name: 'containerInsights', Value: 'disabled' }]
  const PatchDocument = JSON.stringify([{ op: 'add', path: '/ClusterSettings', value }])
  const target = { TypeName: 'AWS::ECS::Cluster', Identifier: 'shop' }
  await client.call('cloudcontrolapi', 'UpdateResource', { ...target, PatchDocument })
  const state = stateOf('AWS::ECS::Cluster', physicalId, inputOf('shop', properties))
  const live = await type.read(client, state)
  expect(live?.properties.ClusterSettings).toEqual(value)
  const before = { ...properties, ClusterSettings: value }
  await type.update(client, physicalId, inputOf('shop', properties, { before }))
  expect((await type.read(client, state))?.properties).toEqual(properties)
})

/** A client whose requests end one after another as told, and that says which tokens it was sent. */
function ending(endings: readonly Properties[]) {
  const tokens: string[] = []
  const left = [...endings]
  const call = async (_: string, name: string, input: Properties) => {
    if (name === 'GetResource') return { ResourceDescription: { Properties: '{}' } }
    if (name === 'GetResourceRequestStatus') return { ProgressEvent: left.shift() }
    tokens.push(String(input.ClientToken))
    return { ProgressEvent: { RequestToken: 'one', OperationStatus: 'IN_PROGRESS' } }
  }
  return { tokens, client: { pace: shortPace(), call } as unknown as AwsClient } // as much of a client as a type uses
}

const failed = (ErrorCode: string, StatusMessage = 'It failed'): Properties => ({
  OperationStatus: 'FAILED',
  ErrorCode,
  StatusMessage,
})

it.each<readonly [string, ErrorKind]>([
  ['AlreadyExists', 'exists'],
  ['AccessDenied', 'denied'],
  ['InvalidCredentials', 'denied'],
  ['InvalidRequest', 'invalid'],
  ['NotUpdatable', 'invalid'],
  ['ServiceLimitExceeded', 'invalid'],
  ['NotFound', 'missing'],
  ['NotStabilized', 'unknown'],
  ['GeneralServiceException', 'unknown'],
  ['ServiceInternalError', 'transport'],
  ['NetworkFailure', 'transport'],
])('takes a request that ended with %s for %s', async (code, kind) => {
  const type = await typeOf('AWS::EC2::VPC')
  const { client } = ending([failed(code)])
  const error = await type.create(client, inputOf('', {})).catch(error => error)
  expect(diagnose(error)).toMatchObject({
    kind,
    diagnostic: { message: expect.stringContaining('It failed') },
  })
})

it.each([
  ['Throttling', 'Rate exceeded'],
  ['ResourceConflict', 'Another change runs'],
  ['InvalidRequest', 'The role cannot be assumed by the service'],
])('requests again under another token what ended with %s: %s', async (code, message) => {
  const type = await typeOf('AWS::EC2::VPC')
  const ended = { OperationStatus: 'SUCCESS', Identifier: 'vpc-1' }
  const under = { OperationStatus: 'IN_PROGRESS' }
  const { client, tokens } = ending([under, failed(code, message), under, ended])
  expect((await type.create(client, inputOf('', {}))).physicalId).toBe('vpc-1')
  expect(new Set(tokens).size).toBe(2)
  const again = ending([failed(code, message), ended])
  await type.create(again.client, inputOf('', {}))
  expect(again.tokens).toEqual(tokens)
})

it.each([
  ['AWS::Route53::RecordSetGroup', 'AWS has nothing but CloudFormation itself to make it by'],
  ['AWS::CloudFormation::Stack', 'it would be a stack of CloudFormation, which fnx does without'],
  ['AWS::KMS::Key', undefined],
])('says of %s why it cannot be made: %s', (type, why) => {
  const table = tables.typeOf(type)
  expect(table && whyNot(type, table)).toBe(why)
})
