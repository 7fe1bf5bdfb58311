import { describe, expect, it } from 'vitest'
import { clouds } from '../../../src/providers/index.ts'
import { load } from '../../../src/template/load.ts'
import { root } from '../../support/fnx.ts'

const codes = ['E3002', 'E3014', 'E4211', 'W4212', 'E4212', 'E4213', 'E4214', 'E4215']

async function found(text: string): Promise<readonly string[]> {
  const today = new Date('2026-11-25')
  const input = { file: 't.yaml', text, clouds, parameters: {}, root, look: () => 'file' as const, today }
  const { diagnostics } = await load({ ...input, cloud: 'aws' })
  const own = diagnostics.filter(({ code }) => codes.includes(code))
  return own.map(
    ({ code, location, hint }) => `${code} ${location?.start.line}${hint === undefined ? '' : ` ${hint}`}`,
  )
}

const sam = `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: { InlineCode: x, Handler: a.b, Runtime: nodejs24.x, AutoPublishAlias: live }
  Layer:
    Type: AWS::Serverless::LayerVersion
    Properties: { ContentUri: s3://a/b }
  App:
    Type: AWS::Serverless::Application
    Properties: { Location: https://a/b }
Outputs:
  A: { Value: !GetAtt `

const plain = `Resources:
  Db: { Type: AWS::RDS::DBInstance, Properties: { DBInstanceClass: x } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Mine: { Type: Custom::Thing, Properties: { ServiceToken: x } }
  Other: { Type: Foo::Bar::Baz }
  Group: { Type: My::S3::Bucket::MODULE }
Outputs:
  A: { Value: `

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['an attribute of a nested value', `${plain}!GetAtt Db.Endpoint.Address }`, []],
  [
    'an attribute that is misspelt',
    `${plain}!GetAtt Db.Endpoint.Adress }`,
    ['E3014 8 Did you mean "Endpoint.Address"?'],
  ],
  [
    'an attribute in a text',
    `${plain}!Sub "http://\${Db.Endpoint.Prt}" }`,
    ['E3014 8 Did you mean "Endpoint.Port"?'],
  ],
  ['any attribute of a custom resource', `${plain}!GetAtt Mine.Any.Thing }`, []],
  ['any attribute of a type of others', `${plain}!GetAtt Other.Any }`, []],
  ['what a module holds', `${plain}!Ref GroupBucket }`, []],
  [
    'a list as an output',
    `${plain}!GetAtt Vpc.CidrBlockAssociations }`,
    ['E4214 8 Give a text: of a list, Fn::Join makes one and Fn::Select chooses one.'],
  ],
  ['a list that is joined', `${plain}!Join [",", !GetAtt Vpc.CidrBlockAssociations] }`, []],
  ['an attribute of what SAM makes of a resource', `${sam}Hello.Arn }`, []],
  ['an attribute of the alias of a function', `${sam}Hello.Alias.AliasArn }`, []],
  ['an attribute that an alias does not have', `${sam}Hello.Alias.Arn }`, ['E3014 13 It has AliasArn.']],
  [
    'an attribute that a function does not have',
    `${sam}Hello.Name }`,
    [
      'E3014 13 It has Arn, SnapStartResponse, SnapStartResponse.ApplyOn, SnapStartResponse.OptimizationStatus.',
    ],
  ],
  ['an attribute of a layer under another name', `${sam}Layer.LayerVersionArn }`, []],
  ['an output of a nested stack', `${sam}App.Outputs.Url }`, []],
  [
    'a type that is misspelt',
    'Resources:\n  A: { Type: AWS::SQS::Queu }',
    ['E4211 2 Did you mean "AWS::SQS::Queue"?'],
  ],
  [
    'a service that is misspelt',
    'Resources:\n  A: { Type: AWS::DynamoDb::Table }',
    ['E4211 2 Did you mean "AWS::DynamoDB::Table"?'],
  ],
  [
    'a type that may be new',
    'Resources:\n  A: { Type: AWS::SQS::QueueV2 }',
    ['W4212 2 Did you mean "AWS::SQS::Queue"?'],
  ],
  ['a service that may be new', 'Resources:\n  A: { Type: AWS::Quantumleap::Machine }', ['W4212 2']],
]

describe('load() with the tables of AWS', () => {
  it.each(cases)('knows %s', async (_, text, expected) => {
    expect(await found(text)).toEqual(expected)
  })
})
