import { describe, expect, it } from 'vitest'
import { lacks, runs } from '../support/needs.ts'
import { resultOf, running } from '../support/running.ts'

const template = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Word: { Type: String, Default: one }
Resources:
  Maker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      InlineCode: |
        const response = require('cfn-response')
        exports.handler = async (event, context) => {
          const { Word, Count } = event.ResourceProperties
          if (Word === 'crash') throw new Error('no such word')
          const status = Word === 'bad' ? response.FAILED : response.SUCCESS
          const data = { Said: [event.RequestType, Word, typeof Count, event.PhysicalResourceId].join(' ') }
          await response.send(event, context, status, data, Word === 'two' ? 'thing-2' : 'thing-1')
        }
  Thing:
    Type: Custom::Thing
    Properties: { ServiceToken: !GetAtt Maker.Arn, Word: !Ref Word, Count: 3 }
Outputs:
  Said: { Value: !GetAtt Thing.Said }
  Name: { Value: !Ref Thing }
`

const inPython = `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
  Maker:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.11
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code:
        ZipFile: |
          import cfnresponse
          def handler(event, context):
              cfnresponse.send(event, context, cfnresponse.SUCCESS, {'Kind': event['RequestType']}, 'thing')
  Thing: { Type: 'AWS::CloudFormation::CustomResource', Properties: { ServiceToken: !GetAtt Maker.Arn } }
Outputs:
  Kind: { Value: !GetAtt Thing.Kind }
`

const deploy = ['deploy', '--local', '--yes', '--output', 'json', '--stack-name', 'app']
const word = (value: string): readonly string[] => [...deploy, '--parameter-overrides', `Word=${value}`]

describe('a custom resource', () => {
  it('is made, changed, replaced by its own answer, and deleted by its function', async () => {
    const { ok, run, tables } = await running({ 'template.yaml': template })
    const outputs = async (...args: readonly string[]) => resultOf(await ok(...args)).outputs
    expect(await outputs(...deploy)).toEqual({ Said: 'Create one string ', Name: 'thing-1' })
    expect(await outputs(...deploy)).toEqual({ Said: 'Create one string ', Name: 'thing-1' })
    expect(await outputs(...word('two'))).toEqual({ Said: 'Update two string thing-1', Name: 'thing-2' })

    const refused = await run(...word('bad'))
    expect(refused.code).toBe(1)
    expect(refused.stdout + refused.stderr).toMatch(/E6211/)
    const crashed = await run(...word('crash'))
    expect(crashed.stdout + crashed.stderr).toMatch(/no such word/)
    expect(await outputs(...word('three'))).toEqual({ Said: 'Update three string thing-2', Name: 'thing-1' })

    await ok('remove', '--local', '--yes', '--stack-name', 'app')
    expect(Object.keys(await tables(/^aws\.(s3|lambda|iam)\./))).toEqual([])
  })

  it.skipIf(lacks('python3', runs('python3', '--version')))(
    'is made by a function of Python that answers by cfnresponse',
    async () => {
      const { ok } = await running({ 'template.yaml': inPython })
      expect(resultOf(await ok(...deploy)).outputs).toEqual({ Kind: 'Create' })
      await ok('remove', '--local', '--yes', '--stack-name', 'app')
    },
  )

  it('is refused where its ServiceToken is no function', async () => {
    const { run } = await running({
      'template.yaml': `Resources:
  Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: 'arn:aws:sns:us-east-1:000000000000:made' } }
`,
    })
    const { code, stdout, stderr } = await run(...deploy)
    expect(stdout + stderr).toMatch(/E6212/)
    expect(code).not.toBe(0)
  })
})
