import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inProcess } from '../support/in-process.ts'
import { temporaryFolder } from '../support/temporary.ts'

interface Case {
  readonly name: string
  readonly text: string
  /** `line:column` and the words that follow the code. */
  readonly found: readonly string[]
}

const fn = `Runtime: nodejs22.x
      Handler: index.handler
      InlineCode: 'exports.handler = async () => 1'`

const cases: readonly Case[] = [
  {
    name: 'a property that no call takes, with the resources before it still to be made',
    text: `Resources:
  First: { Type: 'AWS::S3::Bucket' }
  Logs:
    Type: AWS::Logs::LogGroup
    DependsOn: First
    Properties:
      DeletionProtectionEnabled: true
`,
    found: ['7:7 fnx cannot deploy DeletionProtectionEnabled of Logs (AWS::Logs::LogGroup) yet.'],
  },
  {
    name: 'a property that a transform hands on, where it was written',
    text: `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      ${fn}
      PublishToLatestPublished: true
`,
    found: ['9:7 fnx cannot deploy PublishToLatestPublished of Hello (AWS::Lambda::Function) yet.'],
  },
  {
    name: 'one line of Globals that reaches many functions',
    text: `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    PublishToLatestPublished: true
Resources:
${['A', 'B', 'C']
  .map(
    id => `  ${id}:
    Type: AWS::Serverless::Function
    Properties:
      ${fn}
`,
  )
  .join('')}`,
    found: ['4:5 fnx cannot deploy PublishToLatestPublished of A and 2 more (AWS::Lambda::Function) yet.'],
  },
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
]

test.each(cases)(
  'validate warns of $name',
  async ({ text, found }) => {
    const { code, stdout } = await run(text, ['validate', 'template.yaml', '--format', 'json'])
    expect(code).toBe(0)
    expect(places(stdout, 'W5017')).toEqual(found)
  },
  120_000,
)

test.each(cases)(
  'plan refuses $name',
  async ({ text, found }) => {
    const { code, stdout } = await run(text, ['plan', 'template.yaml', '--local', '--output', 'json'])
    expect(code).toBe(2)
    expect(places(stdout, 'E5017')).toEqual(found)
  },
  120_000,
)

async function run(text: string, args: readonly string[]) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'template.yaml'), text)
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
