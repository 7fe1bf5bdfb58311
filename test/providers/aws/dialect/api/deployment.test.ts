import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../../src/model/value.ts'
import { expandSam, samFunction } from '../../../../support/expand-sam.ts'

function idOf(api: Properties, caller: Properties, now?: Date): string | undefined {
  const Get = { Type: 'Api', Properties: { Path: '/', Method: 'get', RestApiId: { Ref: 'Shop' } } }
  const Shop = { Type: 'AWS::Serverless::Api', Properties: { StageName: 'Prod', ...api } }
  const Resources = { Shop, Hello: samFunction({ Events: { Get }, ...caller }) }
  return Object.keys(expandSam({ Resources }, {}, now).resources).find(id => id.startsWith('ShopDeployment'))
}

const first = new Date('2026-01-01T00:00:00.100Z')
const sameSecond = new Date('2026-01-01T00:00:00.900Z')
const next = new Date('2026-01-01T00:00:01Z')

describe('deploymentOf()', () => {
  it('gives the same ID for the same API, whatever the time', () => {
    expect(idOf({}, {}, first)).toBe(idOf({}, {}, next))
  })

  it('gives a new ID with each second when AlwaysDeploy is set', () => {
    const always = { AlwaysDeploy: true }
    expect(idOf(always, {}, first)).toBe(idOf(always, {}, sameSecond))
    expect(idOf(always, {}, first)).not.toBe(idOf(always, {}, next))
  })

  it('hashes the seconds alone, as the service does', () => {
    expect(idOf({ AlwaysDeploy: true }, {}, new Date(0))).toBe('ShopDeploymentb6589fc6ab')
  })

  it('gives a new ID when a function behind the API is called otherwise', () => {
    expect(idOf({}, { FunctionName: 'a' })).not.toBe(idOf({}, { FunctionName: 'b' }))
    expect(idOf({}, { FunctionName: 'a' })).toBe(idOf({}, { FunctionName: 'a' }))
  })
})
