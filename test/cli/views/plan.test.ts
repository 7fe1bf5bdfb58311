import { Chalk } from 'chalk'
import { expect, it } from 'vitest'
import { renderPlan, shown } from '../../../src/cli/views/plan.ts'
import type { Change } from '../../../src/model/plan.ts'
import type { Value } from '../../../src/model/value.ts'

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
    '    MemorySize: 256',
    '± replace Hello  AWS::Lambda::Function  (the name changed)',
    '    MemorySize: 128 -> 256  (forces replacement)',
    '~ update  Hello  AWS::Lambda::Function',
    '    MemorySize: 128 -> 256  (changed outside fnx)',
    '- delete  Hello  AWS::Lambda::Function',
    '',
    'Plan: 1 to create, 1 to update, 1 to replace, 1 to delete, 2 unchanged.',
  ])
})

it('renderPlan() shows a new resource whole, so that its policies can be read, and no secret', () => {
  const statement = { Effect: 'Allow', Action: ['s3:*'], Resource: { 'Fn::GetAtt': ['Store', 'Arn'] } }
  const added = (path: string, after: Value) => ({ path, after, replaces: false, drift: false })
  const properties = [
    added('Policies', [{ PolicyName: 'own', PolicyDocument: { Statement: [statement] } }]),
    added('Password', '(secret)'),
    added('Nested', { Password: { 'Fnx::Secret': { expression: { Ref: 'P' }, hash: 'x' } }, Tags: [] }),
    added('Description', 'x'.repeat(300)),
  ]
  expect(
    renderPlan([change('create', { properties })], plain)
      .split('\n')
      .slice(1, -2),
  ).toEqual([
    '    Policies:',
    '      - PolicyName: "own"',
    '        PolicyDocument:',
    '          Statement:',
    '            - Effect: "Allow"',
    '              Action:',
    '                - "s3:*"',
    '              Resource: (known after deploy: Store.Arn)',
    '    Password: (secret)',
    '    Nested:',
    '      Password: (secret)',
    '      Tags: []',
    `    Description: "${'x'.repeat(300)}"`,
  ])
})

it('renderPlan() shows both sides of a change whole that no line holds, and what is not decided yet', () => {
  const long = (Action: string): Value => [{ Effect: 'Allow', Action, Resource: 'x'.repeat(80) }]
  const properties = [
    { path: 'Statement', before: long('a'), after: long('b'), replaces: false, drift: false },
    { path: 'Name', before: 'a', after: { Ref: 'G' }, replaces: true, drift: false },
  ]
  expect(
    renderPlan([change('replace', { properties })], plain)
      .split('\n')
      .slice(1, -2),
  ).toEqual([
    '    Statement:',
    '      - - Effect: "Allow"',
    '      -   Action: "a"',
    `      -   Resource: "${'x'.repeat(80)}"`,
    '      + - Effect: "Allow"',
    '      +   Action: "b"',
    `      +   Resource: "${'x'.repeat(80)}"`,
    '    Name: "a" -> (known after deploy)  (replaced only if it differs)',
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
