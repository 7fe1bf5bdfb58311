import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { describe, expect, it } from 'vitest'
import { fnx, temporaryFolder } from '../support/fnx.ts'
import { lay, resultOf, running, textsBelow } from '../support/running.ts'

const outer = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev }
  Token: { Type: String, NoEcho: true, Default: outer-secret }
Resources:
  Photos: { Type: 'AWS::S3::Bucket' }
  Orders:
    Type: AWS::Serverless::Application
    Properties:
      Location: orders/template.yaml
      Parameters: { Stage: !Ref Stage, Token: !Ref Token, Bucket: !Ref Photos, Names: 'a,b' }
      Tags: { team: blue }
  Front:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      InlineCode: 'exports.handler = async () => [process.env.ORDERS, process.env.TEXT]'
      Environment:
        Variables:
          ORDERS: !GetAtt Orders.Outputs.Function
          TEXT: !Sub 'of \${Orders.Outputs.Stage}, \${Orders}'
Outputs:
  Function: { Value: !GetAtt Orders.Outputs.Function }
`

const orders = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Token: { Type: String, NoEcho: true }
  Bucket: { Type: String }
  Names: { Type: CommaDelimitedList }
  Own: { Type: String, NoEcho: true, Default: inner-secret }
Conditions:
  Prod: !Equals [!Ref Stage, prod]
Mappings:
  Sizes: { dev: { size: small }, prod: { size: large } }
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Runtime: nodejs22.x
      Handler: index.handler
      Environment:
        Variables:
          BUCKET: !Sub '\${Bucket}/\${AWS::StackName}'
          TOKEN: !Ref Token
          OWN: !Ref Own
          NAMES: !Join [+, !Ref Names]
          SIZE: !FindInMap [Sizes, !Ref Stage, size]
  Kept: { Type: 'AWS::S3::Bucket', Condition: Prod }
  Deeper:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ../logs.yaml
      Parameters: { Of: !Ref Function }
Outputs:
  Function: { Value: !GetAtt Function.Arn }
  Stage: { Value: !Sub '\${Stage} by \${Deeper.Outputs.Group}' }
`

const logs = `Parameters:
  Of: { Type: String }
Resources:
  Group:
    Type: AWS::Logs::LogGroup
    Properties: { LogGroupName: !Sub '/of/\${Of}' }
Outputs:
  Group: { Value: !Ref Group }
`

const code = `exports.handler = async () => {
  const { BUCKET, TOKEN, OWN, NAMES, SIZE } = process.env
  return { BUCKET, TOKEN, OWN, NAMES, SIZE }
}
`

const files = {
  'template.yaml': outer,
  'orders/template.yaml': orders,
  'orders/src/index.js': code,
  'logs.yaml': logs,
}

describe('a nested stack', () => {
  it('is deployed, changed and removed with what holds it', async () => {
    const { cwd, apiUrl, ok, tables, requests } = await running(files)
    const deploy = ['deploy', '--local', '--yes', '--stack-name', 'shop', '--output', 'json']
    const first = resultOf(await ok(...deploy))
    const lambda = new LambdaClient({ endpoint: apiUrl, ...place })
    const invoke = async (name: string): Promise<unknown> => {
      const names = Object.keys(await tables(/aws\.lambda\.functions/)).map(
        key => key.split(/[|/ ]/).at(-1) ?? '',
      )
      const FunctionName = names.find(found => found.startsWith(`shop-dev-${name}-`))
      const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }))
      return JSON.parse(Buffer.from(Payload ?? []).toString())
    }
    const [arn, words] = (await invoke('Front')) as [string, string]
    expect(words).toMatch(
      /^of dev by \/of\/shop-dev-Orders-Function-\w+, arn:aws:cloudformation:.*shop-Orders/,
    )
    expect(JSON.stringify(first)).toContain(arn)
    expect(await invoke('Orders-Function')).toEqual({
      BUCKET: expect.stringMatching(/^shop-dev-photos-\w+\/shop-Orders$/),
      TOKEN: 'outer-secret',
      OWN: 'inner-secret',
      NAMES: 'a+b',
      SIZE: 'small',
    })
    const written = Object.entries(textsBelow(join(cwd, '.fnx'))).filter(
      ([path]) => !path.includes('/local/'),
    )
    expect(written.filter(([, text]) => /(inner|outer)-secret/.test(text)).map(([path]) => path)).toEqual([])

    const changes = async () => (await requests()).filter(({ mutates }) => mutates).length
    const before = await changes()
    await ok(...deploy)
    expect(await changes()).toBe(before)
    writeFileSync(join(cwd, 'orders/src/index.js'), code.replace('return {', 'return { now: 2,'))
    await ok(...deploy)
    expect(await invoke('Orders-Function')).toMatchObject({ now: 2 })

    await ok(...deploy, '--parameter-overrides', 'Stage=prod')
    const buckets = Object.keys(await tables(/aws\.s3\.buckets/))
    expect(buckets.filter(name => /orders-kept/.test(name))).toHaveLength(1)
    await ok('remove', '--local', '--yes', '--stack-name', 'shop')
    expect(Object.keys(await tables(/aws\.(s3|lambda|logs|iam)\.\w+/))).toEqual([])
  })
})

const place = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }

interface Refusal {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly says: RegExp
}

const simple = (properties: string): string => `Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties: ${properties}
  Group: { Type: 'AWS::Logs::LogGroup' }
`

const refusals: readonly Refusal[] = [
  {
    name: 'no file',
    files: { 'template.yaml': simple('{ TemplateURL: gone.yaml }') },
    says: /E3050.*\n.*template\.yaml:4:/,
  },
  {
    name: 'a stack that holds itself',
    files: { 'template.yaml': simple('{ TemplateURL: template.yaml }') },
    says: /E3051.*\n.*template\.yaml:4:/,
  },
  {
    name: 'a parameter that it does not declare',
    files: {
      'template.yaml': simple('{ TemplateURL: logs.yaml, Parameters: { Off: x, Of: y } }'),
      'logs.yaml': logs,
    },
    says: /E3009.*\n.*template\.yaml:4:/,
  },
  {
    name: 'a mistake in its own template, at its place there',
    files: {
      'template.yaml': simple('{ TemplateURL: logs.yaml, Parameters: { Of: y } }'),
      'logs.yaml': logs.replace('!Ref Group', '!Ref Grup'),
    },
    says: /E3002.*\n.*logs\.yaml:8:/,
  },
  {
    name: 'an output that it has not',
    files: {
      'template.yaml': `${simple('{ TemplateURL: logs.yaml, Parameters: { Of: y } }')}Outputs:
  Name: { Value: !GetAtt Inner.Outputs.Grup }
`,
      'logs.yaml': logs,
    },
    says: /E3053.*\n.*template\.yaml:/,
  },
]

describe('validate refuses a nested stack with', () => {
  it.each(refusals)('$name', async ({ files, says }) => {
    const cwd = temporaryFolder()
    lay(cwd, files)
    const { code, stdout, stderr } = await fnx(['validate'], { cwd })
    expect(stdout + stderr).toMatch(says)
    expect(code).toBe(2)
  })
})

describe('plan refuses a nested stack with', () => {
  it('a parameter without a value', async () => {
    const cwd = temporaryFolder()
    lay(cwd, { 'template.yaml': simple('{ TemplateURL: logs.yaml }'), 'logs.yaml': logs })
    const { code, stdout, stderr } = await fnx(['plan', '--local'], { cwd })
    expect(stdout + stderr).toMatch(/E3001.*\n.*logs\.yaml:2:[\s\S]*under Parameters of Inner/)
    expect(code).toBe(2)
  })

  it('a condition that hangs on what is known after deploy', async () => {
    const cwd = temporaryFolder()
    const open = logs.replace('Resources:', `Conditions: { Is: !Equals [!Ref Of, x] }\nResources:`)
    lay(cwd, {
      'template.yaml': simple('{ TemplateURL: logs.yaml, Parameters: { Of: !Ref Group } }'),
      'logs.yaml': open.replace('Group:\n', 'Group:\n    Condition: Is\n'),
    })
    const { code, stdout, stderr } = await fnx(['plan', '--local'], { cwd })
    expect(stdout + stderr).toMatch(/E3052/)
    expect(code).toBe(2)
    expect(() => readFileSync(join(cwd, '.fnx', 'state'))).toThrow()
  })
})
