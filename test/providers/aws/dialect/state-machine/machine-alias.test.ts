import { describe, expect, it } from 'vitest'
import type { Value } from '../../../../../src/model/value.ts'
import { expandSam } from '../../../../support/expand-sam.ts'

function expanded(AutoPublishAlias: Value) {
  const Properties = { Definition: { StartAt: 'A' }, AutoPublishAlias }
  const document = { Resources: { Flow: { Type: 'AWS::Serverless::StateMachine', Properties } } }
  return expandSam(document, { Name: 'beta' })
}

describe('machineAlias()', () => {
  it.each([
    ['live', 'FlowAliaslive'],
    [5, 'FlowAlias5'],
    [{ Ref: 'Name' }, 'FlowAliasbeta'],
  ])('names the alias %j %s', (name, id) => {
    expect(Object.keys(expanded(name).resources)).toContain(id)
  })

  it.each([
    ['a name with a dash', 'blue-green', 'FlowAliasblue-green'],
    ['a call', { 'Fn::If': ['A', 'b', 'c'] }, 'AutoPublishAlias must be a text or a parameter'],
    ['a list', ['a', null], 'AutoPublishAlias must be a text or a parameter'],
  ])('refuses %s', (_, name, message) => {
    expect(expanded(name).findings.map(finding => finding.message)).toEqual([
      expect.stringContaining(message),
    ])
  })
})
