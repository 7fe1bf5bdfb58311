import { describe, expect, it } from 'vitest'
import type { Value } from '../../../../src/model/value.ts'
import { grantsOf } from '../../../../src/providers/aws/dialect/policies.ts'

const owner = { id: 'Hello', roleId: 'HelloRole', partition: 'aws-cn' }
const document = { Version: '2012-10-17', Statement: [] }
const inline = (PolicyDocument: Value, index = 0) => ({
  PolicyName: `HelloRolePolicy${index}`,
  PolicyDocument,
})
const noValue = { Ref: 'AWS::NoValue' }

const cases: readonly (readonly [string, Value, readonly Value[], readonly Value[]])[] = [
  ['nothing', [], [], []],
  [
    'a name of a managed policy',
    'AmazonS3ReadOnlyAccess',
    ['arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess'],
    [],
  ],
  ['an ARN', ['arn:aws:iam::1:policy/x'], ['arn:aws:iam::1:policy/x'], []],
  ['a call', [{ Ref: 'Policy' }], [{ Ref: 'Policy' }], []],
  ['a document', [document], [], [inline(document)]],
  [
    'an Fn::If of a document and nothing',
    ['x', { 'Fn::If': ['Prod', document, noValue] }],
    ['x'],
    [{ 'Fn::If': ['Prod', inline(document, 1), noValue] }],
  ],
]

describe('grantsOf()', () => {
  it.each(cases)('reads %s', (_, policies, managed, own) => {
    expect(grantsOf(policies, owner)).toEqual({ managed, inline: own })
  })

  it('fills in a policy template', () => {
    const { inline: made } = grantsOf([{ SQSPollerPolicy: { QueueName: { Ref: 'Jobs' } } }], owner)
    expect(JSON.stringify(made)).toContain('"queueName":{"Ref":"Jobs"}')
  })

  it('refuses a policy template without its parameters', () => {
    expect(() => grantsOf([{ SQSPollerPolicy: {} }], owner)).toThrow('QueueName')
  })

  it('refuses what is no policy', () => {
    expect(() => grantsOf([7], owner)).toThrow('policy 0')
  })
})
