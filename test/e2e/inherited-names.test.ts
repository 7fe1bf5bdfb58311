import { expect, it } from 'vitest'
import { running } from '../support/running.ts'

const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf']

it('resources may have the names of what every object inherits', { timeout: 180_000 }, async () => {
  const lines = names.map(
    name => `  ${name}: { Type: AWS::S3::Bucket, Properties: { Tags: [{ Key: of, Value: !Ref B }] } }`,
  )
  const outputs = names.map(name => `  ${name}: { Value: !Ref ${name}, Export: { Name: ${name} } }`)
  const template = [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Conditions: { toString: !Equals [a, b] }',
    'Resources:',
    '  B: { Type: AWS::S3::Bucket }',
    '  Not: { Type: AWS::S3::Bucket, Condition: toString }',
    ...lines,
    'Outputs:',
    ...outputs,
  ]
  const app = await running({ 'template.yaml': template.join('\n') })
  expect((await app.ok('plan', '--local')).stdout).toContain('6 to create')
  await app.ok('deploy', '--local', '--yes')
  expect((await app.ok('deploy', '--local', '--yes')).stdout).toContain('Nothing to do')
  await app.ok('remove', '--local', '--yes')
  expect(Object.keys(await app.tables(/bucket/i))).toEqual([])
})
