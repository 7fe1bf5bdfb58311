import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { deployment } from '../../../../src/providers/aws/api-gateway/deployment.ts'
import { stage } from '../../../../src/providers/aws/api-gateway/stage.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf, stateOf } from '../aws-cloud.ts'

const base = { RestApiId: 'abc', StageName: 'v1', DeploymentId: 'one' }
const all = { ResourcePath: '/*', HttpMethod: '*' }
const replace = (path: string, value: string) => ({ op: 'replace', path, value })

async function patched(before: Properties, now: Properties) {
  const { client, calls } = recordedCloud()
  const input = inputOf('v1', { ...base, ...now }, { before: { ...base, ...before } })
  await stage.update(client, 'abc|v1', input)
  return calls.flatMap(({ members }) => members.patchOperations ?? [])
}

describe('a stage of a REST API', () => {
  it('goes back to valid defaults of what left the template', async () => {
    const before = { TracingEnabled: true, CacheClusterEnabled: true, CacheClusterSize: '1.6' }
    expect(await patched(before, {})).toEqual([
      replace('/cacheClusterEnabled', 'false'),
      replace('/cacheClusterSize', '0.5'),
      replace('/tracingEnabled', 'false'),
    ])
  })

  it('takes single settings from a method that keeps others, and all from one that left', async () => {
    const one = { ...all, LoggingLevel: 'INFO', ThrottlingBurstLimit: 5, ThrottlingRateLimit: 3 }
    const other = { ResourcePath: '/a/b', HttpMethod: 'GET', MetricsEnabled: true }
    const before = { MethodSettings: [one, other] }
    expect(await patched(before, { MethodSettings: [{ ...all, ThrottlingBurstLimit: 5 }] })).toEqual([
      { op: 'remove', path: '/~1a~1b/GET' },
      replace('/*/*/logging/loglevel', 'OFF'),
      replace('/*/*/throttling/rateLimit', '-1'),
    ])
  })

  it('writes to the log group that the template names with its streams', async () => {
    const arn = 'arn:aws:logs:eu-central-1:111122223333:log-group:app'
    const { client } = recordedCloud({
      GetStage: {
        stageName: 'v1',
        deploymentId: 'one',
        accessLogSettings: { destinationArn: arn, format: 'x' },
      },
    })
    const AccessLogSetting = { DestinationArn: `${arn}:*`, Format: 'x' }
    const state = stateOf(stage.type, 'abc|v1', inputOf('v1', { ...base, AccessLogSetting }))
    expect((await stage.read(client, state))?.properties).toEqual({ DeploymentId: 'one', AccessLogSetting })
  })
})

describe('a deployment that brings a stage', () => {
  const own = { RestApiId: 'abc', StageName: 'direct' }
  const described = {
    TracingEnabled: true,
    LoggingLevel: 'INFO',
    Variables: { a: 'b' },
    MethodSettings: [{ ...all, ThrottlingBurstLimit: 5 }],
  }

  it('sets all that the template says of it', async () => {
    const { client, calls } = recordedCloud({ CreateDeployment: { id: 'one' } })
    await deployment.create(client, inputOf('', { ...own, StageDescription: described }))
    expect(calls.map(({ action }) => action)).toEqual(['CreateDeployment', 'UpdateStage'])
    expect(calls[1]?.members).toEqual({
      restApiId: 'abc',
      stageName: 'direct',
      patchOperations: [
        replace('/tracingEnabled', 'true'),
        replace('/variables/a', 'b'),
        replace('/*/*/logging/loglevel', 'INFO'),
        replace('/*/*/throttling/burstLimit', '5'),
      ],
    })
  })

  it('takes from it what leaves the template', async () => {
    const { client, calls } = recordedCloud()
    const before = { ...own, StageDescription: described }
    const now = { ...own, StageDescription: { Variables: { a: 'c' } } }
    await deployment.update(client, 'abc|one', inputOf('', now, { before }))
    expect(calls).toEqual([
      {
        action: 'UpdateStage',
        members: {
          restApiId: 'abc',
          stageName: 'direct',
          patchOperations: [
            replace('/tracingEnabled', 'false'),
            replace('/variables/a', 'c'),
            replace('/*/*/logging/loglevel', 'OFF'),
            replace('/*/*/throttling/burstLimit', '-1'),
          ],
        },
      },
    ])
  })
})
