import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { restApi } from '../../../../src/providers/aws/api-gateway/rest-api.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf, stateOf } from '../aws-cloud.ts'

const Body = { openapi: '3.0.1', info: { title: 'shop', version: '1' }, paths: {} }

/** Gives the calls of an update, and the changes that it asks for. */
async function updated(before: Properties, now: Properties, live: Properties = {}) {
  const { client, calls } = recordedCloud({ GetRestApi: live })
  await restApi.update(client, 'abc', inputOf('', now, { before }))
  const patches = calls.flatMap(({ action, members }) =>
    action === 'UpdateRestApi' ? (members.patchOperations as readonly Properties[]) : [],
  )
  return { actions: calls.map(({ action }) => action), patches }
}

const replace = (path: string, value: string) => ({ op: 'replace', path, value })

describe('a REST API', () => {
  it('goes back to valid defaults of what left the template', async () => {
    const before = {
      Name: 'shop',
      ApiKeySourceType: 'AUTHORIZER',
      DisableExecuteApiEndpoint: true,
      MinimumCompressionSize: 5,
    }
    expect((await updated(before, {})).patches).toEqual([
      replace('/apiKeySource', 'HEADER'),
      replace('/disableExecuteApiEndpoint', 'false'),
      { op: 'replace', path: '/minimumCompressionSize' },
      replace('/name', 'Thing'),
    ])
  })

  it('gets other endpoints of a network', async () => {
    const endpoint = (...VpcEndpointIds: readonly string[]) => ({
      Name: 'shop',
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds },
    })
    const path = '/endpointConfiguration/vpcEndpointIds'
    expect((await updated(endpoint('vpce-1'), endpoint('vpce-2'))).patches).toEqual([
      { op: 'add', path, value: 'vpce-2' },
      { op: 'remove', path, value: 'vpce-1' },
    ])
  })

  it('is reached from anywhere again, and by its usual kind of address, without an endpoint configuration', async () => {
    const EndpointConfiguration = { Types: ['REGIONAL'], IpAddressType: 'dualstack' }
    expect((await updated({ Name: 'shop', EndpointConfiguration }, { Name: 'shop' })).patches).toEqual([
      replace('/endpointConfiguration/types/0', 'EDGE'),
      replace('/endpointConfiguration/ipAddressType', 'ipv4'),
    ])
  })

  it('takes a media type as a path of an update has it, and sees no drift in it', async () => {
    const { client, calls } = recordedCloud({
      CreateRestApi: { id: 'abc' },
      GetRestApi: { id: 'abc', binaryMediaTypes: ['image/gif'] },
    })
    const input = inputOf('', { Name: 'shop', BinaryMediaTypes: ['image~1gif'] })
    await restApi.create(client, input)
    expect(calls[0]?.members.binaryMediaTypes).toEqual(['image/gif'])
    const live = await restApi.read(client, stateOf(restApi.type, 'abc', input))
    expect(live?.properties.BinaryMediaTypes).toEqual(['image~1gif'])
    const { patches } = await updated(input.properties, { Name: 'shop', BinaryMediaTypes: ['image/png'] })
    expect(patches).toEqual([
      { op: 'add', path: '/binaryMediaTypes/image~1png' },
      { op: 'remove', path: '/binaryMediaTypes/image~1gif' },
    ])
  })

  it('is set after an import to what the import did not leave so, and nothing else', async () => {
    const settings = {
      Description: 'Shop',
      BinaryMediaTypes: ['image/gif'],
      EndpointConfiguration: { Types: ['REGIONAL'] },
    }
    const before = { ...settings, Body, DisableExecuteApiEndpoint: true }
    const now = { ...settings, Body: { ...Body, paths: { '/a': {} } } }
    const live = {
      name: 'shop',
      disableExecuteApiEndpoint: true,
      endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
    }
    const { actions, patches } = await updated(before, now, live)
    expect(actions).toEqual(['PutRestApi', 'GetRestApi', 'UpdateRestApi', 'GetRestApi'])
    expect(patches).toEqual([
      replace('/description', 'Shop'),
      replace('/disableExecuteApiEndpoint', 'false'),
      { op: 'add', path: '/binaryMediaTypes/image~1gif' },
    ])
  })

  it('is imported again when the way to import it changes', async () => {
    const { actions } = await updated(
      { Body },
      { Body, Parameters: { basepath: 'prepend' } },
      { name: 'shop' },
    )
    expect(actions).toEqual(['PutRestApi', 'GetRestApi', 'GetRestApi'])
  })
})
