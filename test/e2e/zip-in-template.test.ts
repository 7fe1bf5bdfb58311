import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fnx } from '../support/fnx.ts'
import { inProcess } from '../support/in-process.ts'
import { type RawEntry, rawZip } from '../support/raw-zip.ts'
import { temporaryFolder } from '../support/temporary.ts'

const limit = 180_000

function template(code: string): string {
  return `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  hello:
    Type: ALIYUN::FC3::Function
    Properties:
      FunctionName: hello
      Runtime: nodejs20
      Handler: index.handler
      Code: ${code}
`
}

function zipOf(...entries: readonly RawEntry[]): string {
  return Buffer.from(rawZip(entries)).toString('base64')
}

const sound = zipOf({ path: 'index.js', bytes: Buffer.from("exports.handler = async () => 'from a zip'") })

test.each([
  ['no base64', '{ ZipFile: "!!" }', 'ZipFile of hello is not base64'],
  [
    'no zip',
    `{ ZipFile: ${Buffer.from('exports').toString('base64')} }`,
    'base64 of something that is not a zip',
  ],
  [
    'another zip than its checksum',
    `{ ZipFile: ${sound}, Checksum: '1' }`,
    'Checksum of hello is not the CRC-64',
  ],
])(
  'validate and plan find code that is %s',
  async (_, code, message) => {
    const folder = folderOf(template(code))
    for (const args of [['validate'], ['plan', '--local']]) {
      const { code, stdout, stderr } = await inProcess([...args, 'template.yaml'], folder)
      expect({ args, code }).toEqual({ args, code: 2 })
      expect(`${stdout}${stderr}`.replace(/\s+/g, ' ')).toContain(message)
      expect(`${stdout}${stderr}`).toMatch(/template\.yaml:9:\d+/)
    }
  },
  limit,
)

test.each([
  ['is damaged inside', Buffer.from(sound, 'base64').subarray(0, 40).toString('base64'), 'E8009'],
  ['holds no file', zipOf(), 'E8001'],
])(
  'plan finds a zip that %s',
  async (_, zip, code) => {
    const done = await inProcess(
      ['plan', 'template.yaml', '--local'],
      folderOf(template(`{ ZipFile: ${zip} }`)),
    )
    expect(done.code).toBe(1)
    expect(done.stderr).toContain(code)
  },
  limit,
)

test(
  'a zip in the template is deployed, and run from source',
  async () => {
    const folder = folderOf(template(`{ ZipFile: ${sound} }`))
    const run = (...args: readonly string[]) => fnx(args, { cwd: folder, limit })
    const deployed = await run('deploy', '--local', '--yes')
    expect(deployed.code, deployed.stderr).toBe(0)
    const invoked = await run('invoke', 'hello', '--local')
    expect(invoked.stdout, invoked.stderr).toContain('from a zip')
  },
  limit,
)

test(
  'text is no code of a runtime that must be built',
  async () => {
    const text = `Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/r
      Code: { ZipFile: 'class A {}' }
`
    const { code, stdout } = await inProcess(['validate', 'template.yaml'], folderOf(text))
    expect(code).toBe(2)
    expect(stdout).toMatch(/E4005[^\n]*\n\s*template\.yaml:2:3\n/)
  },
  limit,
)

function folderOf(text: string): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'template.yaml'), text)
  return folder
}
