import { readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../src/model/value.ts'
import { dialect } from '../../../src/providers/aws/dialect/index.ts'
import { conform } from '../../../src/template/schema/conform.ts'
import { typeTables } from '../../../src/template/schema/type-tables.ts'
import { root } from '../../support/fnx.ts'

const tables = typeTables(root, 'aws')
const location = { file: 't', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }

describe('typeTables()', () => {
  it('knows what Fn::GetAtt gives of a type, and what replaces it', () => {
    const table = tables.typeOf('AWS::DynamoDB::Table')
    expect(table?.attributes).toEqual({ Arn: 'string', StreamArn: 'string' })
    expect(table?.replacedBy).toContain('KeySchema')
    expect(tables.typeOf('AWS::RDS::DBInstance')?.attributes).toHaveProperty(['Endpoint.Address'], 'string')
  })

  it('leaves the attributes of a custom resource open', () => {
    expect(tables.typeOf('AWS::CloudFormation::CustomResource')).not.toHaveProperty('attributes')
  })

  it('has nothing for what is no type, whatever its name', () => {
    const names = [
      'AWS::DynamoDB::Tables',
      'Custom::Thing',
      'names',
      '',
      'AWS::SQS::__proto__',
      'AWS::SQS::.Tag',
    ]
    expect(names.map(name => tables.typeOf(name))).toEqual(names.map(() => undefined))
  })

  it('names more than a thousand types, each of them once', () => {
    const names = tables.names()
    expect(names.length).toBeGreaterThan(1000)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => tables.typeOf(name) === undefined)).toEqual([])
  })

  it('has nothing where no tables were made', () => {
    expect(typeTables(root, undefined).typeOf('AWS::SQS::Queue')).toBeUndefined()
    expect(typeTables('/nowhere', 'aws').names()).toEqual([])
  })
})

describe('the tables of resource types', () => {
  it('are the same bytes at every build', { timeout: 60_000 }, async () => {
    const script = pathToFileURL(join(root, 'scripts/resource-types.mjs')).href
    const { buildResourceTypes } = await import(script)
    const to = join(await mkdtemp(join(tmpdir(), 'fnx-')), 'types/aws.pack')
    const published = (name: string) => join(root, `src/providers/aws/data/${name}.json`)
    const parts = ['corrections', 'limits', 'handlers'].map(name => [name, published(name)])
    buildResourceTypes(Object.fromEntries(parts), to)
    expect(readFileSync(to).equals(readFileSync(join(root, 'dist/types/aws.pack')))).toBe(true)
  })
})

const here = 'Resources.X.Properties'
const cases: readonly (readonly [string, string, Properties, readonly string[]])[] = [
  ['nothing in a sound resource', 'AWS::SQS::Queue', { DelaySeconds: '5', FifoQueue: 'true' }, []],
  ['nothing in a resource without properties', 'AWS::SQS::Queue', {}, []],
  [
    'nothing in calls',
    'AWS::SQS::Queue',
    { DelaySeconds: { Ref: 'D' }, Tags: { 'Fn::If': ['A', [], { Ref: 'B' }] } },
    [],
  ],
  ['what is missing', 'AWS::Lambda::Alias', { Name: 'a', FunctionName: 'b' }, [`E2002 ${here}`]],
  ['what is unknown', 'AWS::SQS::Queue', { DelaySecond: 5 }, [`E2003 ${here}.DelaySecond`]],
  ['a wrong kind', 'AWS::SQS::Queue', { DelaySeconds: [5] }, [`E2001 ${here}.DelaySeconds`]],
  [
    'a value that is not listed',
    'AWS::Logs::LogGroup',
    { RetentionInDays: 8 },
    [`E2004 ${here}.RetentionInDays`],
  ],
  ['what is read-only', 'AWS::SQS::Queue', { Arn: { Ref: 'A' } }, [`E2010 ${here}.Arn`]],
  [
    'what is wrong in nested properties, all of it',
    'AWS::S3::Bucket',
    {
      VersioningConfiguration: { Status: 'On' },
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['GET'] }] },
    },
    [`E2004 ${here}.VersioningConfiguration.Status`, `E2002 ${here}.CorsConfiguration.CorsRules.0`],
  ],
  [
    'nothing in a custom resource',
    'AWS::CloudFormation::CustomResource',
    { ServiceToken: 'x', Any: [1] },
    [],
  ],
  ['nothing in a type that no table has', 'Custom::Thing', { Any: 1 }, []],
  ['a number out of its range', 'AWS::SQS::Queue', { DelaySeconds: 901 }, [`E2005 ${here}.DelaySeconds`]],
  [
    'too many items',
    'AWS::Lambda::EventSourceMapping',
    { FunctionName: 'f', Queues: ['a', 'b'] },
    [`E2005 ${here}.Queues`],
  ],
  [
    'an item that stands twice, but not one that may be left out',
    'AWS::Lambda::Function',
    {
      Code: 'x',
      Role: { Ref: 'R' },
      Layers: [{ Ref: 'A' }, { Ref: 'A' }, { Ref: 'AWS::NoValue' }, { Ref: 'AWS::NoValue' }],
    },
    [`E2007 ${here}.Layers`],
  ],
  [
    'what SAM passes on as it is',
    'AWS::Serverless::Function',
    {
      CodeUri: '.',
      Layers: ['x', { Ref: 'L' }],
      VpcConfig: { SubnetIds: ['a'] },
      ReservedConcurrentExecutions: -1,
    },
    [
      `E2005 ${here}.Layers.0`,
      `E2005 ${here}.VpcConfig.SubnetIds.0`,
      `E2005 ${here}.ReservedConcurrentExecutions`,
    ],
  ],
  ['nothing in JSON that is written as text', 'AWS::IAM::Role', { AssumeRolePolicyDocument: '{}' }, []],
]

describe('conform() with the tables of AWS', () => {
  it.each(cases)('finds %s', async (_, Type, Properties, expected) => {
    const document = { Resources: { X: { Type, Properties } } }
    const template = { file: 't', text: '', document, locate: () => location }
    const found = await conform(template, dialect, { resources: dialect.resources(document), root })
    expect(found.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(expected)
  })
})
