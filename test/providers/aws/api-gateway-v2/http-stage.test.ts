import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { httpStage } from '../../../../src/providers/aws/api-gateway-v2/http-stage.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf } from '../aws-cloud.ts'

const base = { ApiId: 'abc', StageName: 'v1' }
const place = { ApiId: 'abc', StageName: 'v1' }

async function changes(before: Properties, now: Properties) {
  const { client, calls } = recordedCloud()
  await httpStage.update(
    client,
    'abc|v1',
    inputOf('v1', { ...base, ...now }, { before: { ...base, ...before } }),
  )
  return calls
}

describe('a stage of an HTTP API', () => {
  it('goes back to the defaults of what left the template', async () => {
    const before = {
      AutoDeploy: true,
      AccessLogSettings: { DestinationArn: 'arn', Format: 'x' },
      DefaultRouteSettings: { DetailedMetricsEnabled: true },
    }
    expect(await changes(before, {})).toEqual([
      {
        action: 'UpdateStage',
        members: { ...place, AutoDeploy: false, DefaultRouteSettings: { DetailedMetricsEnabled: false } },
      },
      { action: 'DeleteAccessLogSettings', members: place },
    ])
  })

  it('takes the settings from routes that left, and from those that lack one that they had', async () => {
    const before = {
      RouteSettings: {
        'GET /a': { ThrottlingBurstLimit: 5 },
        'GET /b': { ThrottlingBurstLimit: 5, ThrottlingRateLimit: 3 },
      },
    }
    const RouteSettings = { 'GET /b': { ThrottlingBurstLimit: 5 } }
    expect(await changes(before, { RouteSettings })).toEqual([
      { action: 'DeleteRouteSettings', members: { ...place, RouteKey: 'GET /a' } },
      { action: 'DeleteRouteSettings', members: { ...place, RouteKey: 'GET /b' } },
      { action: 'UpdateStage', members: { ...place, RouteSettings } },
    ])
  })

  it('loses a variable by an empty value', async () => {
    expect(await changes({ StageVariables: { a: '1', b: '2' } }, { StageVariables: { a: '1' } })).toEqual([
      { action: 'UpdateStage', members: { ...place, StageVariables: { a: '1', b: '' } } },
    ])
  })

  it('says what no call resets', () => {
    expect(Object.keys(httpStage.stays ?? {})).toContain('DefaultRouteSettings.ThrottlingBurstLimit')
  })
})
