import { Chalk } from 'chalk'
import { expect, it } from 'vitest'
import { renderPlan, shown } from '../../../src/cli/views/plan.ts'
import type { Change } from '../../../src/model/plan.ts'

const plain = new Chalk({ level: 0 })
const change = (action: Change['action'], more: Partial<Change> = {}): Change => ({
  logicalId: 'Hello',
  type: 'AWS::Lambda::Function',
  action,
  properties: [],
  ...more,
})

it('renderPlan() shows what differs, why, and how many there are of each', () => {
  const property = { path: 'MemorySize', before: 128, after: 256, replaces: false, drift: false }
  const changes = [
    change('create', { properties: [property] }),
    change('replace', { properties: [{ ...property, replaces: true }], reason: 'the name changed' }),
    change('update', { properties: [{ ...property, drift: true }] }),
    change('delete'),
    change('keep'),
    change('keep'),
  ]
  expect(renderPlan(changes, plain).split('\n')).toEqual([
    '+ create  Hello  AWS::Lambda::Function',
    '± replace Hello  AWS::Lambda::Function  (the name changed)',
    '    MemorySize: 128 -> 256  (forces replacement)',
    '~ update  Hello  AWS::Lambda::Function',
    '    MemorySize: 128 -> 256  (changed outside fnx)',
    '- delete  Hello  AWS::Lambda::Function',
    '',
    'Plan: 1 to create, 1 to update, 1 to replace, 1 to delete, 2 unchanged.',
  ])
})

it('renderPlan() says that there is nothing', () => {
  expect(renderPlan([], plain)).toBe('Plan: nothing.')
  expect(renderPlan([change('keep')], plain)).toBe('Plan: 1 unchanged.')
})

it.each([
  [undefined, '(none)'],
  ['text', '"text"'],
  [{ Ref: 'Bucket' }, '(known after deploy)'],
  [{ a: [{ 'Fn::GetAtt': ['Role', 'Arn'] }] }, '(known after deploy)'],
  ['(secret)', '(secret)'],
  ['x'.repeat(200), `"${'x'.repeat(76)}...`],
])('shown() writes %j as %s', (value, text) => expect(shown(value)).toBe(text))
