import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { httpApi } from '../../../../src/providers/aws/api-gateway-v2/http-api.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf, stateOf } from '../aws-cloud.ts'

const base = { Name: 'shop', ProtocolType: 'HTTP' }
const body = { openapi: '3.0.1', info: { title: 'shop', version: '1' }, paths: {} }

async function changes(before: Properties, now: Properties) {
  const { client, calls } = recordedCloud()
  await httpApi.update(client, 'abc', inputOf('', { ...base, ...now }, { before: { ...base, ...before } }))
  return calls.filter(({ action }) => action !== 'GetApi')
}

describe('an HTTP API', () => {
  it('goes back to the defaults of what left the template', async () => {
    const before = {
      CorsConfiguration: { AllowOrigins: ['*'] },
      DisableExecuteApiEndpoint: true,
      Version: '2',
    }
    expect(await changes(before, {})).toEqual([
      { action: 'UpdateApi', members: { ApiId: 'abc', DisableExecuteApiEndpoint: false, Version: '' } },
      { action: 'DeleteCorsConfiguration', members: { ApiId: 'abc' } },
    ])
  })

  it('changes what a quick create made', async () => {
    const [before, now] = ['one', 'two'].map(name => ({
      Target: `arn:aws:lambda:eu-central-1:111122223333:function:${name}`,
      RouteKey: `GET /${name}`,
      CredentialsArn: `arn:aws:iam::111122223333:role/${name}`,
    }))
    expect(await changes(before ?? {}, now ?? {})).toEqual([
      { action: 'UpdateApi', members: { ApiId: 'abc', ...now } },
    ])
  })

  it('has the body that stands in the template as text', async () => {
    const { client, calls } = recordedCloud({ CreateApi: { ApiId: 'abc' } })
    await httpApi.create(client, inputOf('', { Body: JSON.stringify(body) }))
    expect(calls.map(({ action }) => action)).toEqual(['CreateApi', 'ReimportApi'])
    expect(calls[0]?.members).toMatchObject({ Name: 'shop', ProtocolType: 'HTTP' })
    const sent = JSON.parse(String(calls[1]?.members.Body))
    expect(sent).toMatchObject(body)
    expect(sent.tags).toContainEqual({ name: 'fnx:instance', 'x-amazon-apigateway-tag-value': 'abcd1234' })
  })

  it('sends a body in YAML as it is, and tags beside it', async () => {
    const yaml = 'openapi: 3.0.1\ninfo: {title: shop, version: "1"}\npaths: {}\n'
    const { client, calls } = recordedCloud({ CreateApi: { ApiId: 'abc' } })
    await httpApi.create(client, inputOf('', { Body: yaml }))
    expect(calls[1]).toEqual({ action: 'ReimportApi', members: { ApiId: 'abc', Body: yaml } })
    expect(calls[2]).toMatchObject({
      action: 'TagResource',
      members: { Tags: { 'fnx:instance': 'abcd1234' } },
    })
  })

  it('is set again after an import, but for the name that it has from the body', async () => {
    const before = { Body: body, Description: 'Shop', FailOnWarnings: false }
    const calls = await changes(before, { ...before, FailOnWarnings: true })
    expect(calls.map(({ action }) => action)).toEqual(['ReimportApi', 'UpdateApi'])
    expect(calls[0]?.members.FailOnWarnings).toBe(true)
    expect(calls[1]?.members).toEqual({ ApiId: 'abc', Description: 'Shop' })
  })

  it('sees no drift in headers that the service gives back in small letters', async () => {
    const CorsConfiguration = { AllowHeaders: ['X-Token', 'Content-Type'], AllowOrigins: ['*'] }
    const live = { AllowHeaders: ['content-type', 'x-token'], AllowOrigins: ['*'] }
    const { client } = recordedCloud({ GetApi: { ApiId: 'abc', CorsConfiguration: live } })
    const state = stateOf(httpApi.type, 'abc', inputOf('', { CorsConfiguration }))
    expect((await httpApi.read(client, state))?.properties).toEqual({ CorsConfiguration })
  })
})
