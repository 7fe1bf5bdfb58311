import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inProcess } from '../support/in-process.ts'
import { temporaryFolder } from '../support/temporary.ts'

interface Case {
  readonly name: string
  readonly text: string
  /** `line:column` and the words that follow the code. */
  readonly found: readonly string[]
  /** What `validate` says: W5017 unless a rule of the dialect found it. */
  readonly warning?: string
}

const cases: readonly Case[] = [
  {
    name: 'a property of Aliyun',
    text: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  photos:
    Type: ALIYUN::OSS::Bucket
    Properties:
      BucketName: fnx-photos
      WebsiteConfiguration: { IndexDocument: index.html }
`,
    found: ['7:7 fnx cannot deploy WebsiteConfiguration of photos (ALIYUN::OSS::Bucket) yet.'],
  },
  {
    name: 'settings of fun that FC 3.0 does not have, one line of a service for all its functions',
    text: `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Serverless-2018-04-03
Resources:
  api:
    Type: Aliyun::Serverless::Service
    Properties:
      LogConfig: Auto
    one:
      Type: Aliyun::Serverless::Function
      Properties: { Handler: index.handler, Runtime: nodejs20, CodeUri: ./code, InstanceType: c1 }
    two:
      Type: Aliyun::Serverless::Function
      Properties: { Handler: index.handler, Runtime: nodejs20, CodeUri: ./code, InstanceType: e1 }
`,
    warning: 'W4303',
    found: [
      '7:7 api: LogConfig: Auto creates no log project.',
      '10:81 one: InstanceType has no effect: FC 3.0 sizes an instance by MemorySize and Cpu.',
    ],
  },
  {
    name: 'an event of Aliyun that is gone',
    text: `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Serverless-2018-04-03
Resources:
  one:
    Type: Aliyun::Serverless::Function
    Properties: { Handler: index.handler, Runtime: nodejs20, CodeUri: ./code }
    Events:
      rows: { Type: RDS, Properties: { InstanceId: rm-1 } }
`,
    warning: 'W4308',
    found: ['8:21 Event rows of one is not deployed: FC 3.0 has no RDS triggers.'],
  },
  {
    name: 'an event of Tencent that is gone',
    text: `Resources:
  default:
    Type: TencentCloud::Serverless::Namespace
    one:
      Type: TencentCloud::Serverless::Function
      Properties:
        Handler: index.handler
        Runtime: Nodejs18.15
        CodeUri: ./code
        Events:
          orders: { Type: CMQ, Properties: { Name: orders } }
`,
    warning: 'W4404',
    found: ['11:27 The event "orders" of one is not deployed.'],
  },
]

test.each(cases)(
  'validate warns of $name',
  async ({ text, found, warning = 'W5017' }) => {
    const { code, stdout } = await run(text, ['validate', 'template.yaml', '--format', 'json'])
    expect(code).toBe(0)
    expect(places(stdout, warning)).toEqual(found)
  },
  120_000,
)

test.each(cases)(
  'plan refuses $name',
  async ({ text, found, warning = 'W5017' }) => {
    const { code, stdout } = await run(text, ['plan', 'template.yaml', '--local', '--output', 'json'])
    expect(code).toBe(2)
    expect(places(stdout, 'E5017')).toEqual(found)
    expect(stdout).not.toContain(warning)
  },
  120_000,
)

/** A bucket with a property that its file does not pass on. */
const photos = `Resources:
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      AbacStatus: Enabled
`
const plan = ['plan', 'template.yaml', '--local', '--output', 'json']

test('what a type of AWS has no call for goes the generic way whole, and says so', async () => {
  const checked = await run(photos, ['validate', 'template.yaml', '--format', 'json'])
  expect(places(checked.stdout, 'W5017')).toEqual([])
  const { code, stdout } = await run(photos, plan)
  expect({ code, isGeneric: stdout.includes('"AWS::S3::Bucket (generic)"') }).toEqual({
    code: 0,
    isGeneric: true,
  })
}, 120_000)

test('the local cloud keeps the two ways apart: what another needs natively goes so or not at all', async () => {
  const policy = `  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Photos
      PolicyDocument: { Statement: [] }
`
  const { code, stdout } = await run(photos + policy, plan)
  expect(code).toBe(2)
  expect(places(stdout, 'E5017')).toEqual([
    '5:7 fnx cannot deploy AbacStatus of Photos (AWS::S3::Bucket) yet.',
  ])
}, 120_000)

test('plan lets be what the expansion leaves out of a function that a condition leaves out', async () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Serverless-2018-04-03
Conditions:
  Never: { 'Fn::Equals': [a, b] }
Resources:
  one:
    Type: Aliyun::Serverless::Function
    Condition: Never
    Properties: { Handler: index.handler, Runtime: nodejs20, CodeUri: ./code, InstanceType: c1 }
`
  const { code, stdout } = await run(text, ['plan', 'template.yaml', '--local', '--output', 'json'])
  expect({ code, refused: stdout.includes('E5017') }).toEqual({ code: 0, refused: false })
}, 120_000)

async function run(text: string, args: readonly string[]) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'template.yaml'), text)
  mkdirSync(join(folder, 'code'))
  writeFileSync(join(folder, 'code', 'index.js'), 'exports.handler = async () => 1')
  return inProcess(args, folder)
}

interface Shown {
  readonly code: string
  readonly message: string
  readonly location: { readonly start: { readonly line: number; readonly column: number } }
}

function places(json: string, code: string): readonly string[] {
  // `validate` prints a list, `plan` a line of JSON for each event, the result last.
  const said = JSON.parse(json.startsWith('[') ? json : (json.trim().split('\n').at(-1) ?? '{}')) as
    | readonly Shown[]
    | { readonly diagnostics: readonly Shown[] }
  return ('diagnostics' in said ? said.diagnostics : said)
    .filter(one => one.code === code)
    .map(({ message, location: { start } }) => `${start.line}:${start.column} ${message}`)
}
