import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { integration } from '../../../../src/providers/aws/api-gateway-v2/integration.ts'
import { route } from '../../../../src/providers/aws/api-gateway-v2/route.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf, stateOf } from '../aws-cloud.ts'

const base = { ApiId: 'abc', IntegrationType: 'HTTP_PROXY' }
const ResponseParameters = {
  '200': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '204' }] },
}
const sent = { '200': { 'overwrite:statuscode': '204' } }

async function changed(before: Properties, now: Properties, ProtocolType = 'HTTP') {
  const { client, calls } = recordedCloud({ GetApi: { ProtocolType } })
  await integration.update(
    client,
    'abc|one',
    inputOf('', { ...base, ...now }, { before: { ...base, ...before } }),
  )
  return calls.find(({ action }) => action === 'UpdateIntegration')?.members
}

describe('an integration', () => {
  it.each([
    ['HTTP', 30_000],
    ['WEBSOCKET', 29_000],
  ])('of an API of %s goes back to the time that it has by itself', async (protocol, TimeoutInMillis) => {
    expect(await changed({ TimeoutInMillis: 5000 }, {}, protocol)).toMatchObject({ TimeoutInMillis })
  })

  it('goes back to the defaults of what left the template', async () => {
    const before = { ConnectionType: 'VPC_LINK', ConnectionId: 'link', RequestParameters: { a: '1', b: '2' } }
    expect(await changed(before, { RequestParameters: { a: '1' } })).toMatchObject({
      ConnectionType: 'INTERNET',
      ConnectionId: '',
      RequestParameters: { a: '1', b: '' },
    })
  })

  it('maps answers as the API has them', async () => {
    const { client, calls } = recordedCloud({
      CreateIntegration: { IntegrationId: 'one' },
      GetIntegration: { IntegrationId: 'one', ResponseParameters: sent },
    })
    const input = inputOf('', { ...base, ResponseParameters })
    await integration.create(client, input)
    expect(calls[0]?.members.ResponseParameters).toEqual(sent)
    const live = await integration.read(client, stateOf(integration.type, 'abc|one', input))
    expect(live?.properties.ResponseParameters).toEqual(ResponseParameters)
    expect((await changed({ ResponseParameters }, {}))?.ResponseParameters).toEqual({ '200': {} })
  })
})

describe('a route', () => {
  it('goes back to the defaults of what left the template', async () => {
    const { client, calls } = recordedCloud()
    const own = { ApiId: 'abc', RouteKey: 'GET /a' }
    const before = {
      ...own,
      AuthorizationType: 'JWT',
      AuthorizerId: 'auth',
      RequestParameters: { 'route.request.header.a': { Required: true } },
    }
    await route.update(client, 'abc|one', inputOf('', own, { before }))
    const place = { ApiId: 'abc', RouteId: 'one' }
    expect(calls).toEqual([
      {
        action: 'UpdateRoute',
        members: { ...place, RouteKey: 'GET /a', AuthorizationType: 'NONE', AuthorizerId: '' },
      },
      {
        action: 'DeleteRouteRequestParameter',
        members: { ...place, RequestParameterKey: 'route.request.header.a' },
      },
    ])
  })
})
