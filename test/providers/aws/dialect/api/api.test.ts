import { describe, expect, it } from 'vitest'
import { at, type Properties, type Value } from '../../../../../src/model/value.ts'
import { expandSam, samFunction } from '../../../../support/expand-sam.ts'

function shop(api: Properties, event: Properties = {}) {
  const route = { Path: '/p', Method: 'get', RestApiId: { Ref: 'Shop' } }
  const Events = { Get: { Type: 'Api', Properties: { ...route, ...event } } }
  const Shop = { Type: 'AWS::Serverless::Api', Properties: { StageName: 'Prod', ...api } }
  return expandSam({ Resources: { Shop, Hello: samFunction({ Events }) } })
}

const bodiless = { DefinitionBody: { swagger: '2.0', paths: { '/a': null } } }
const domain = { DomainName: 'a.example', CertificateArn: 'arn:c', Policy: { Statement: [] } }

const refused: readonly (readonly [string, Properties, Properties, RegExp])[] = [
  ['a path that is nothing', { ...bodiless, Cors: "'*'" }, {}, /\/a/],
  ['the policy of a public domain', { Domain: domain }, {}, /ApiGatewayDomainName[0-9a-f]{10}/],
  ['a model of a call', { Models: { Ref: 'M' } }, { RequestModel: { Model: 'User' } }, /Hello: event Get/],
]

describe('serverlessApi', () => {
  it.each(refused)('refuses %s', (_, api, event, message) => {
    expect(shop(api, event).findings.map(finding => finding.message)).toContainEqual(
      expect.stringMatching(message),
    )
  })

  it('leaves a path alone that nothing is added to', () => {
    expect(shop(bodiless).findings).toEqual([])
  })

  it('takes a policy for a private domain', () => {
    expect(shop({ Domain: { ...domain, EndpointConfiguration: 'PRIVATE' } }).findings).toEqual([])
  })

  it('keeps the last of several parameters in one map', () => {
    const { resources } = shop(
      {},
      { RequestParameters: [{ 'method.request.header.A': {}, 'method.request.header.B': {} }] },
    )
    const parameters = at(resources, ['Shop', 'Properties', 'Body', 'paths', '/p', 'get', 'parameters'])
    expect(parameters).toMatchObject([{ name: 'B' }])
  })

  it.each<readonly [string, Properties, Value]>([
    [
      'an empty list beside a full one',
      { IntrinsicVpcWhitelist: [], IntrinsicVpceWhitelist: ['e'] },
      { 'aws:SourceVpc': [], 'aws:SourceVpce': ['e'] },
    ],
    ['no list beside a full one', { IntrinsicVpceWhitelist: ['e'] }, { 'aws:SourceVpce': ['e'] }],
  ])('writes %s into the resource policy', (_, ResourcePolicy, sources) => {
    const { resources } = shop({ Auth: { ResourcePolicy } })
    const path = ['Shop', 'Properties', 'Body', 'x-amazon-apigateway-policy', 'Statement', 1, 'Condition']
    expect(at(resources, path)).toEqual({ StringNotEquals: sources })
  })
})
