import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { dialect } from '../../../../src/providers/aws/dialect/index.ts'
import { ruleFindings } from '../../../support/rule-findings.ts'

function findings(sections: Properties): readonly string[] {
  const document = { Resources: {}, ...sections }
  return ruleFindings(dialect, document)
}

const equals = { 'Fn::Equals': ['a', 'b'] }
const many = (count: number): Properties =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`P${index}`, { Type: 'String' }]))
const text = (...texts: readonly string[]): Properties => ({
  Resources: { R: { Type: 'T', Properties: { texts } } },
})

describe('rules of AWS for sections', () => {
  it.each<[string, Properties, readonly string[]]>([
    [
      'take types of parameters',
      {
        Parameters: {
          A: { Type: 'List<AWS::EC2::Subnet::Id>' },
          B: { Type: 'AWS::SSM::Parameter::Value<List<String>>' },
        },
      },
      [],
    ],
    ['refuse a type that is none', { Parameters: { A: { Type: 'string' } } }, ['E3030 Parameters.A.Type']],
    [
      'refuse a list as default',
      { Parameters: { A: { Type: 'CommaDelimitedList', Default: ['a'] } } },
      ['E3030 Parameters.A.Default'],
    ],
    ['refuse an odd name', { Parameters: { 'A-b': { Type: 'String' } } }, ['E3030 Parameters.A-b']],
    [
      'refuse bounds of another kind of parameter',
      { Parameters: { A: { Type: 'Number', MaxLength: 3 }, B: { Type: 'String', MinValue: 1 } } },
      ['E3030 Parameters.A.MaxLength', 'E3030 Parameters.B.MinValue'],
    ],
    [
      'refuse a type that is a call',
      { Parameters: { A: { Type: { Ref: 'B' } } } },
      ['E3030 Parameters.A.Type'],
    ],
    ['take 200 parameters', { Parameters: many(200) }, []],
    ['refuse 201 parameters', { Parameters: many(201) }, ['E3030 Parameters']],
    ['take mappings', { Mappings: { M: { 'us-east-1': { a: 'x', b: ['y', 1], 'c.d': true } } } }, []],
    ['refuse a mapping of one key', { Mappings: { M: { a: 'x' } } }, ['E3031 Mappings.M.a']],
    [
      'refuse a mapping of three keys',
      { Mappings: { M: { a: { b: { c: 'x' } } } } },
      ['E3031 Mappings.M.a.b'],
    ],
    ['refuse an odd mapping', { Mappings: { 'M-1': [] } }, ['E3031 Mappings.M-1', 'E3031 Mappings.M-1']],
    ['leave macros in mappings', { Mappings: { 'Fn::Transform': {}, M: { 'Fn::Transform': {} } } }, []],
    [
      'take conditions',
      { Conditions: { A: { 'Fn::And': [equals, { Condition: 'B' }] }, B: { 'Fn::Not': [equals] }, C: true } },
      [],
    ],
    [
      'refuse what is no condition',
      { Conditions: { A: 'x', B: { 'Fn::Or': [equals, 'x'] } } },
      ['E3032 Conditions.A', 'E3032 Conditions.B.Fn::Or.1'],
    ],
    ['refuse too few sides', { Conditions: { A: { 'Fn::Or': [equals] } } }, ['E3032 Conditions.A.Fn::Or']],
    [
      'take outputs',
      { Outputs: { A: { Value: { Ref: 'R' }, Export: { Name: { 'Fn::Sub': 'a' } } }, B: { Value: 1 } } },
      [],
    ],
    ['refuse an output without a value', { Outputs: { A: { Value: null } } }, ['E3033 Outputs.A.Value']],
    [
      'refuse an export without a name',
      { Outputs: { A: { Value: 'x', Export: {} } } },
      ['E3033 Outputs.A.Export'],
    ],
    ['refuse an odd output', { Outputs: { 'A-b': { Value: 'x' } } }, ['E3033 Outputs.A-b']],
    [
      'refuse functions of Rules elsewhere',
      { Conditions: { A: { 'Fn::Not': [{ 'Fn::Contains': [['a'], 'a'] }] } } },
      ['E3032 Conditions.A.Fn::Not.0', 'E3034 Conditions.A.Fn::Not.0.Fn::Contains'],
    ],
    [
      'refuse functions within those that come before them',
      {
        Mappings: { M: { a: { b: 'x' } } },
        Conditions: { A: { 'Fn::Equals': ['x', { 'Fn::ImportValue': 'y' }] } },
        ...text(),
        Outputs: {
          O: { Value: { 'Fn::FindInMap': ['M', 'a', { 'Fn::GetAtt': ['R', 'Arn'] }] } },
          P: { Value: { 'Fn::ImportValue': { 'Fn::Sub': ['${a}', { a: { 'Fn::ImportValue': 'z' } }] } } },
        },
      },
      [
        'E4230 Conditions.A.Fn::Equals.1',
        'E4230 Outputs.O.Value.Fn::FindInMap.2',
        'E4230 Outputs.P.Value.Fn::ImportValue.Fn::Sub.1.a',
      ],
    ],
    [
      'take what a look-up falls back to, and names in names',
      {
        Mappings: { M: { a: { b: 'x' } } },
        Outputs: {
          O: {
            Value: {
              'Fn::FindInMap': ['M', 'a', { Ref: 'K' }, { DefaultValue: { 'Fn::GetAtt': ['R', 'Arn'] } }],
            },
          },
          P: { Value: { 'Fn::ImportValue': { 'Fn::Join': ['', ['a', { Ref: 'K' }]] } } },
        },
      },
      [],
    ],
    [
      'refuse names that are calls, and policies of modules',
      {
        Resources: {
          A: { Type: { Ref: 'T' } },
          B: { Type: 'My::Own::Thing::MODULE', UpdatePolicy: { X: true } },
        },
      },
      ['E4216 Resources.B.UpdatePolicy', 'E4215 Resources.A.Type'].sort(),
    ],
    ['refuse a section that no template has', { Errors: {} }, ['E4217 Errors']],
    ['take what a macro may take', { Errors: {}, Transform: ['AWS::Include', 'Mine'] }, []],
    [
      'take dynamic references',
      text(
        '{{resolve:ssm:/a/b.c-d_e:3}}',
        '{{resolve:ssm:arn:aws:ssm:us-east-1:1:parameter/a}}',
        '{{resolve:secretsmanager:my/secret-1}}',
        '{{resolve:secretsmanager:s:SecretString:password}}',
        '{{resolve:secretsmanager:s:SecretString:password:AWSPREVIOUS:}}',
        '{{resolve:secretsmanager:arn:aws:secretsmanager:us-west-2:123456789012:secret:s-1:SecretString:p::v}}',
        '{{resolve:ssm:${Name}:1}}',
        '{{resolve:${Service}}}',
      ),
      [],
    ],
    [
      'refuse those that cannot be read',
      text(
        '{{resolve:ssm:}}',
        '{{resolve:ssm:a:b}}',
        '{{resolve:sssm:a}}',
        '{{resolve:secretsmanager:s:Binary:k}}',
        '{{resolve:}}',
      ),
      [0, 1, 2, 3, 4].map(index => `E1040 Resources.R.Properties.texts.${index}`),
    ],
    [
      'take secure parameters where CloudFormation fills them in',
      {
        Resources: {
          A: {
            Type: 'AWS::IAM::User',
            Properties: { LoginProfile: { Password: '{{resolve:ssm-secure:a:1}}' } },
          },
          B: {
            Type: 'AWS::RDS::DBInstance',
            Properties: { MasterUserPassword: { 'Fn::Sub': '{{resolve:ssm-secure:a}}' } },
          },
          C: { Type: 'Custom::Mine', Properties: { Word: '{{resolve:ssm-secure:a}}' } },
        },
      },
      [],
    ],
    [
      'refuse them anywhere else',
      {
        Resources: {
          A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'x{{resolve:ssm-secure:a}}y' } },
        },
        Outputs: { O: { Value: '{{resolve:ssm-secure:a}}' } },
      },
      ['E1041 Resources.A.Properties.QueueName', 'E1041 Outputs.O.Value'],
    ],
  ])('%s', (_, sections, expected) => {
    expect(findings(sections)).toEqual(expected)
  })
})
