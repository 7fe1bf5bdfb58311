import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fnx, projectFrom, root, temporaryFolder } from '../support/fnx.ts'

/** Files of a folder, a command line, and how it must end. */
interface Case {
  readonly files?: Readonly<Record<string, string>>
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly code: number
  readonly says: RegExp
}

const sam = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.handler
      Runtime: nodejs22.x
`
const app = 'exports.handler = async () => ({ ok: true })\n'
const project = { 'template.yaml': sam, 'app.js': app }

const cases: Readonly<Record<string, Case>> = {
  'an unknown command': { args: ['deplyo'], code: 2, says: /deploy/ },
  'an unknown flag': { files: project, args: ['deploy', '--lokal'], code: 2, says: /--local/ },
  'a flag without its value': { files: project, args: ['deploy', '--region'], code: 2, says: /--region/ },
  'no template here': { args: ['validate'], code: 2, says: /template\.yaml.*\n?[\s\S]*fnx init/ },
  'a template that is not there': {
    args: ['deploy', 'nope.yaml', '--local', '--yes'],
    code: 2,
    says: /nope\.yaml/,
  },
  'a folder instead of a file': {
    files: { 'src/x': '' },
    args: ['validate', 'src'],
    code: 2,
    says: /folder/,
  },
  'an empty template': {
    files: { 'template.yaml': '' },
    args: ['validate'],
    code: 2,
    says: /template\.yaml/,
  },
  'a template of another tool': {
    files: { 'serverless.yml': 'service: x\nprovider: {name: aws}\nfunctions: {a: {handler: a.b}}\n' },
    args: ['validate', 'serverless.yml'],
    code: 2,
    says: /[Ss]erverless Framework|not a template/,
  },
  'a binary file': {
    files: { 'template.yaml': '\u0000\u0001\u0002' },
    args: ['validate'],
    code: 2,
    says: /E1/,
  },
  'no consent and no terminal': { files: project, args: ['deploy', '--local'], code: 2, says: /--yes/ },
  'no credentials': {
    files: project,
    args: ['deploy', '--yes', '--region', 'us-east-1'],
    code: 1,
    says: /AWS_ACCESS_KEY_ID/,
  },
  'an endpoint where nothing listens': {
    files: project,
    args: ['plan', '--region', 'us-east-1', '--endpoint-url', 'http://127.0.0.1:9'],
    env: { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' },
    code: 1,
    says: /E6008/,
  },
  'an endpoint that is no address': {
    files: project,
    args: ['plan', '--endpoint-url', 'localhost'],
    code: 2,
    says: /http:\/\//,
  },
  'an unknown function, from source': {
    files: project,
    args: ['invoke', 'Helo', '--local'],
    code: 2,
    says: /Hello/,
  },
  'an event that is not there': {
    files: project,
    args: ['invoke', 'Hello', '--local', '-e', 'no.json'],
    code: 2,
    says: /no\.json/,
  },
  'an event that is not JSON': {
    files: { ...project, 'event.json': '{' },
    args: ['invoke', 'Hello', '--local', '-e', 'event.json'],
    code: 2,
    says: /not JSON/,
  },
  'nothing deployed': {
    files: project,
    args: ['remove', '--local', '--yes'],
    code: 1,
    says: /fnx deploy --local/,
  },
  'logs of nothing': { files: project, args: ['logs', 'Hello', '--local'], code: 1, says: /fnx deploy/ },
  'a parameter that is no pair': {
    files: project,
    args: ['deploy', '--local', '--yes', '--parameter-overrides', 'nonsense'],
    code: 2,
    says: /Name=value/,
  },
  'a stack name that no cloud takes': {
    files: project,
    args: ['deploy', '--local', '--yes', '--stack-name', '../x'],
    code: 2,
    says: /stack/,
  },
  'a broken configuration file': {
    files: { ...project, 'samconfig.toml': 'version = \n' },
    args: ['deploy', '--local', '--yes'],
    code: 2,
    says: /samconfig\.toml/,
  },
  'a port that is none': { args: ['local', 'start', '--port', 'x'], code: 2, says: /port/ },
  'an unknown template for init': { args: ['init', 'x', '--template', 'nope'], code: 2, says: /aws-nodejs/ },
  'init without a terminal': { args: ['init'], code: 2, says: /--template/ },
  'init into a folder with files': {
    files: { 'x/y': '' },
    args: ['init', 'x', '--template', 'aws-nodejs'],
    code: 2,
    says: /not empty/,
  },
  'an unknown code': { args: ['explain', 'E1'], code: 2, says: /E3002/ },
  'an unknown shell': { args: ['completion', 'csh'], code: 2, says: /bash/ },
}

function laidOut(files: Readonly<Record<string, string>> = {}): string {
  const cwd = temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(cwd, name, '..'), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
  return cwd
}

function expectDiagnostic(
  ended: { code: number | null; stdout: string; stderr: string },
  { code, says }: Case,
): void {
  const text = `${ended.stdout}\n${ended.stderr}`
  expect(text).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m)
  expect(text).not.toContain('bug in fnx')
  expect(text).toMatch(says)
  expect(ended.code, text).toBe(code)
}

describe('a wrong input ends in a diagnostic', () => {
  it.each(Object.entries(cases))('%s', async (_, wrong) => {
    const cwd = laidOut(wrong.files)
    const began = Date.now()
    const ended = await fnx(wrong.args, { cwd, ...(wrong.env !== undefined && { env: wrong.env }) })
    expectDiagnostic(ended, wrong)
    expect(Date.now() - began).toBeLessThan(20_000)
  })

  it('a port in use', async () => {
    const cwd = laidOut()
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const ended = await fnx(['local', 'start', '--port', '0', '--api-port', String(port)], {
      cwd,
      limit: 20_000,
    })
    server.close()
    expectDiagnostic(ended, { args: [], code: 1, says: new RegExp(`${port}`) })
  })

  it('a broken state file', async () => {
    const cwd = laidOut(project)
    expect((await fnx(['deploy', '--local', '--yes', '--stack-name', 'app'], { cwd })).code).toBe(0)
    writeFileSync(join(cwd, '.fnx/state/aws.local/dev/app/state.json'), '{"version": 1,')
    const ended = await fnx(['deploy', '--local', '--yes', '--stack-name', 'app'], { cwd })
    expectDiagnostic(ended, { args: [], code: 1, says: /state\.json/ })
  })

  it('a folder that may not be written, and a full disk', async () => {
    const cwd = laidOut(project)
    if (process.getuid?.() === 0) {
      // root writes everywhere but where there is no room: a device that is always full stands in for the disk
      mkdirSync(join(cwd, '.fnx'))
      writeFileSync(join(cwd, '.fnx', 'artifacts'), 'a file where a folder is needed')
    } else chmodSync(cwd, 0o500)
    const ended = await fnx(['deploy', '--local', '--yes'], { cwd })
    expectDiagnostic(ended, { args: [], code: 1, says: /E\d{4}/ })
  })
})

describe('JSON output', () => {
  let failing: { code: number | null; stdout: string }

  beforeAll(async () => {
    const cwd = projectFrom(join(root, 'templates', 'aws-nodejs'))
    failing = await fnx(['deploy', 'nope.yaml', '--local', '--yes', '--output', 'json'], { cwd })
  })

  it('ends with a result line, for failures too', () => {
    const last = JSON.parse(failing.stdout.trim().split('\n').at(-1) ?? '')
    expect(last).toMatchObject({ type: 'result', exitCode: 2, diagnostics: [{ code: 'E0002' }] })
  })
})
