import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { expandSam, samFunction } from '../../../support/expand-sam.ts'

const odd = { Type: 'Schedule', Properties: {} }
const foreign = { Type: 'S3', Properties: { Bucket: { Ref: 'Nowhere' }, Events: 's3:ObjectCreated:*' } }
const users = { Type: 'Cognito', Properties: { UserPool: 'users', Trigger: 'PreSignUp' } }

function machine(properties: Properties): Properties {
  return { Type: 'AWS::Serverless::StateMachine', Properties: properties }
}

const refused: readonly (readonly [string, Properties, readonly string[]])[] = [
  ['all events of a function', samFunction({ Events: { A: odd, B: foreign } }), ['A', 'B']],
  ['a missing bucket before missing code', samFunction({ CodeUri: null, Events: { A: foreign } }), ['A']],
  [
    'a foreign user pool before an odd alias',
    samFunction({ AutoPublishAlias: '1', Events: { A: users } }),
    ['A'],
  ],
  ['events before a missing definition', machine({ Events: { A: odd, B: odd } }), ['A', 'B']],
  [
    'an event whose Properties are nothing',
    samFunction({ Events: { A: { Type: 'AlexaSkill', Properties: null } } }),
    ['A'],
  ],
]

describe('eachEvent()', () => {
  it.each(refused)('refuses %s', (_, Hello, events) => {
    const { findings } = expandSam({ Resources: { Hello } })
    expect(findings.map(({ path }) => path[4])).toEqual(events)
  })
})
