import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { dialect } from '../../../../src/providers/aws/dialect/index.ts'
import { samFunction } from '../../../support/expand-sam.ts'
import { ruleFindings } from '../../../support/rule-findings.ts'

function findings(body: Properties, more: Properties = {}): readonly string[] {
  const document = { Transform: 'AWS::Serverless-2016-10-31', Resources: { Hello: body }, ...more }
  return ruleFindings(dialect, document)
}

const here = 'Resources.Hello.Properties'
const raw = (properties: Properties): Properties => ({
  Type: 'AWS::Lambda::Function',
  Properties: properties,
})

const key = (AttributeName: string, KeyType = 'HASH'): Properties => ({ AttributeName, KeyType })
const table = (names: readonly string[], properties: Properties): Properties => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    AttributeDefinitions: names.map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
    ...properties,
  },
})
const index: Properties = { GlobalSecondaryIndexes: [{ IndexName: 'i', KeySchema: [key('b')] }] }

const cases: readonly (readonly [string, Properties, readonly string[]])[] = [
  ['nothing in a sound function', samFunction(), []],
  ['a deprecated runtime', samFunction({ Runtime: 'nodejs16.x' }), [`W4201 ${here}.Runtime`]],
  ['nothing in a table whose attributes are its keys', table(['a'], { KeySchema: [key('a')] }), []],
  ['nothing in a table with an index', table(['a', 'b'], { KeySchema: [key('a')], ...index }), []],
  ['nothing in keys that are known later', table(['a'], { KeySchema: { Ref: 'Keys' } }), []],
  ['a key that is not defined', table([], { KeySchema: [key('a')] }), [`E4212 ${here}`]],
  ['an attribute that is no key', table(['a', 'b'], { KeySchema: [key('a')] }), [`E4212 ${here}`]],
  ['a table without HASH', table(['a'], { KeySchema: [key('a', 'RANGE')] }), [`E4213 ${here}.KeySchema`]],
  [
    'a call for a policy of updates',
    { ...raw({ Handler: 'a.b', Runtime: 'nodejs24.x' }), UpdatePolicy: { Ref: 'P' } },
    ['E4215 Resources.Hello.UpdatePolicy'],
  ],
  ['a runtime that was blocked of late', samFunction({ Runtime: 'nodejs12.x' }), [`W4201 ${here}.Runtime`]],
  ['a runtime that is blocked', samFunction({ Runtime: 'nodejs8.10' }), [`E4210 ${here}.Runtime`]],
  ['a runtime that is to be blocked', samFunction({ Runtime: 'python3.9' }), [`W4201 ${here}.Runtime`]],
  ['a runtime that does not exist', samFunction({ Runtime: 'nodejs22' }), [`W4202 ${here}.Runtime`]],
  ['nothing in a runtime that is known later', samFunction({ Runtime: { Ref: 'Runtime' } }), []],
  ['too long a timeout', samFunction({ Timeout: 901 }), [`E4203 ${here}.Timeout`]],
  ['too little memory', samFunction({ MemorySize: 64 }), [`E4203 ${here}.MemorySize`]],
  [
    'too small a disk',
    samFunction({ EphemeralStorage: { Size: 1 } }),
    [`E4203 ${here}.EphemeralStorage.Size`],
  ],
  [
    'a reserved variable',
    samFunction({ Environment: { Variables: { AWS_REGION: 'x', OWN: 'y' } } }),
    [`E4204 ${here}.Environment.Variables.AWS_REGION`],
  ],
  ['a zip without handler', raw({ Code: { ZipFile: 'x' }, Runtime: 'python3.13' }), [`E4205 ${here}`]],
  [
    'an image with a runtime',
    raw({ Code: { ImageUri: 'x' }, Runtime: 'python3.13' }),
    [`E4205 ${here}.Runtime`],
  ],
]

describe('rules of AWS', () => {
  it.each(cases)('find %s', (_, body, expected) => {
    expect(findings(body)).toEqual(expected)
  })

  it('find a deprecated runtime where Globals set it', () => {
    const Globals = { Function: { Runtime: 'python3.8' } }
    const body = { Type: 'AWS::Serverless::Function', Properties: { CodeUri: '.', Handler: 'a.b' } }
    expect(findings(body, { Globals })).toEqual(['W4201 Globals.Function.Runtime'])
  })

  it('find a type of SAM that does not exist', () => {
    expect(findings({ Type: 'AWS::Serverless::Funktion' })).toEqual(['E4224 Resources.Hello.Type'])
    expect(findings({ Type: 'AWS::Serverless::Dishwasher' })).toEqual(['W4207 Resources.Hello.Type'])
  })

  it('find SAM in a template that does not ask for it', () => {
    expect(findings(samFunction(), { Transform: null })).toEqual(['W4206 Resources.Hello.Type'])
  })
})
