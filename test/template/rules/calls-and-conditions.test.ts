import { describe, expect, it } from 'vitest'
import { clouds } from '../../../src/providers/index.ts'
import { load } from '../../../src/template/load.ts'
import { root } from '../../support/fnx.ts'

const codes = ['E3006', 'E3040', 'E3041', 'E3042', 'E3043', 'W3045']

async function found(text: string): Promise<readonly string[]> {
  const today = new Date('2026-11-25')
  const input = { file: 't.yaml', text, clouds, parameters: {}, root, look: () => 'file' as const, today }
  const { diagnostics } = await load({ ...input, cloud: 'aws' })
  const own = diagnostics.filter(({ code }) => codes.includes(code))
  return own.map(({ code, location }) => `${code} ${location?.start.line}`)
}

const names = `Parameters:
  One: { Type: String, Default: a }
  Many: { Type: CommaDelimitedList, Default: 'a,b' }
  Looked: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /x }
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Equals [dev, !Ref Stage]
  IsBoth: !And [!Condition IsProd, !Equals [!Ref One, b]]
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Maybe: { Type: AWS::SNS::Topic, Condition: IsProd }
`
const topic = (value: string): string =>
  `${names}  T: { Type: AWS::SNS::Topic, Properties: { TopicName: ${value} } }\n`
const fn = (properties: string): string =>
  `${names}  F: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: x }, Role: !Ref One, ${properties} } }\n`
const after = (more: string): string => `${names}  B: { Type: AWS::SNS::Topic, ${more} }\n`

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['a text of a text', topic('!Ref One'), []],
  ['a text of a list', topic('!Ref Many'), ['E3041 13']],
  ['a text of a list that the cloud looks up', topic('!Ref Looked'), ['E3041 13']],
  ['a text of an attribute that is a list', topic('!GetAtt Vpc.CidrBlockAssociations'), ['E3041 13']],
  ['a list of a text, in one outcome', fn('Layers: !If [IsProd, !Ref One, !Ref Many]'), ['E3041 13']],
  ['an item of a list', fn('Layers: [!Ref One, !Ref Many]'), ['E3041 13']],
  [
    'a value deep within',
    fn('VpcConfig: { SubnetIds: !Ref One, SecurityGroupIds: !Split [",", !Ref One] }'),
    ['E3041 13'],
  ],
  [
    'what JSON may be written as',
    `${names}  R: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: !Ref One } }\n`,
    [],
  ],
  ['a join of a text', topic("!Join ['-', !Ref One]"), ['E3042 13']],
  ['a join of an attribute', topic("!Join ['-', !GetAtt Vpc.CidrBlock]"), ['E3042 13']],
  ['a join of lists', topic("!Join ['-', !Ref Many]"), []],
  ['a list among what is joined', topic("!Join ['-', [a, !Ref Many]]"), ['E3042 13']],
  ['a choice from a text', topic('!Select [0, !Ref One]'), ['E3042 13']],
  ['a choice from what is split', topic("!Select [0, !Split [',', !Ref One]]"), []],
  ['a list in a text', topic('!Sub "a-${Many}"'), ['E3042 13']],
  [
    'a list that is compared',
    names.replace('Resources:', '  C: !Equals [!Ref Many, a]\nResources:'),
    ['E3042 10'],
  ],
  ['zones of nothing', fn('Handler: !Select [0, { "Fn::GetAZs": null }]'), ['E3006 13']],
  ['a length of a text', topic('{ "Fn::Length": abc }'), ['E3006 13']],
  ['a text that Sub was forgotten for', topic("'a-${One}'"), ['E3040 13']],
  ['a pseudo parameter in a list', fn("Layers: ['arn:${AWS::Partition}:x']"), ['E3040 13']],
  ['a text that Sub fills', topic('!Sub "a-${One}"'), []],
  [
    "a text of another language's own",
    fn("Description: 'x ${One.x}', Code: { ZipFile: '${One}' }").replace(', Code: { ZipFile: x }', ''),
    ['E3040 13'],
  ],
  ['what no name is', topic("'a-${Other}'"), []],
  [
    'an output that Sub was forgotten for',
    `${names}Outputs:\n  O: { Value: '\${AWS::Region}' }\n`,
    ['E3040 14'],
  ],
  ['a wait for what may be left out', after('DependsOn: Maybe'), ['E3043 13']],
  ['a wait under the same condition', after('DependsOn: [Maybe], Condition: IsProd'), []],
  ['a wait under a stronger condition', after('DependsOn: [Vpc, Maybe], Condition: IsBoth'), []],
  ['a wait under the other condition', after('DependsOn: [Vpc, Maybe], Condition: IsDev'), ['E3043 13']],
  [
    'a reference to what may be left out',
    after('Properties: { TopicName: !GetAtt Maybe.TopicName }'),
    ['W3045 13'],
  ],
  ['a reference behind its condition', after('Properties: { TopicName: !If [IsProd, !Ref Maybe, x] }'), []],
  ['a reference behind its contrary', after('Properties: { TopicName: !If [IsDev, x, !Ref Maybe] }'), []],
  [
    'a reference in the wrong branch',
    after('Properties: { TopicName: !If [IsProd, x, !Ref Maybe] }'),
    ['W3045 13'],
  ],
]

describe('validate, of calls and conditions,', () => {
  it.each(cases)('looks at %s', async (_, text, expected) => {
    expect(await found(text)).toEqual(expected)
  })
})
