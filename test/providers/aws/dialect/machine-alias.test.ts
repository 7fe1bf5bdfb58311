import { describe, expect, it } from 'vitest'
import type { Value } from '../../../../src/model/value.ts'
import { expandSam } from '../../../support/expand-sam.ts'

function expanded(AutoPublishAlias: Value) {
  const Properties = { Definition: { StartAt: 'A' }, AutoPublishAlias }
  return expandSam({ Resources: { Flow: { Type: 'AWS::Serverless::StateMachine', Properties } } })
}

describe('machineAlias()', () => {
  it.each([
    ['live', 'FlowAliaslive'],
    [5, 'FlowAlias5'],
    [true, 'FlowAliasTrue'],
  ])('names the alias %j %s', (name, id) => {
    expect(Object.keys(expanded(name).resources)).toContain(id)
  })

  it.each([
    ['a name with a dash', 'blue-green', 'FlowAliasblue-green'],
    ['a call', { Ref: 'Name' }, "FlowAlias{'Ref': 'Name'}"],
    ['a list', ['a', null], "FlowAlias['a', None]"],
  ])('refuses %s and says which ID it would make', (_, name, id) => {
    expect(expanded(name).findings.map(({ message }) => message)).toEqual([expect.stringContaining(id)])
  })
})
