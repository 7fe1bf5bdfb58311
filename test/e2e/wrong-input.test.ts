import { describe, expect, it } from 'vitest'
import { expectDiagnostic, laid, project, sam } from '../support/diagnosed.ts'
import { fnx } from '../support/fnx.ts'

/** Files of a folder, a command line, and how it must end. */
interface Case {
  readonly files?: Readonly<Record<string, string>>
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly code: number
  readonly says: RegExp
}

const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }

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
  'a file of Serverless Devs': {
    files: { 's.yaml': 'edition: 3.0.0\nname: x\nresources: {a: {component: fc3}}\n' },
    args: ['deploy', 's.yaml', '--local', '--yes'],
    code: 2,
    says: /Serverless Devs/,
  },
  'a file of Docker Compose': {
    files: { 'docker-compose.yml': 'services: {web: {image: nginx}}\n' },
    args: ['validate', '-t', 'docker-compose.yml'],
    code: 2,
    says: /Docker Compose/,
  },
  'a package.json': {
    files: { 'package.json': '{"name":"x","version":"1.0.0"}' },
    args: ['validate', 'package.json'],
    code: 2,
    says: /E1031/,
  },
  'a list': { files: { 'x.json': '[1]' }, args: ['validate', 'x.json'], code: 2, says: /is a map/ },
  'a page of HTML': {
    files: { 'x.yaml': '<!DOCTYPE html><html></html>' },
    args: ['validate', 'x.yaml'],
    code: 2,
    says: /is a map/,
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
  'no command at all': { args: [], code: 2, says: /Usage: fnx/ },
  'half a command': { args: ['local'], code: 2, says: /Usage: fnx local[\s\S]+start +run the local cloud/ },
  'too many arguments': { args: ['deploy', 'a', 'b', '--local'], code: 2, says: /Too many arguments/ },
  'a missing argument': { args: ['explain'], code: 2, says: /'code'/ },
  'a form of output that there is not': {
    files: project,
    args: ['plan', '--local', '--output', 'yaml'],
    code: 2,
    says: /text, json/,
  },
  'a time that is none': {
    files: project,
    args: ['deploy', '--local', '--yes', '--lock-timeout', 'soon'],
    code: 2,
    says: /30s, 5m or 1h/,
  },
  'a debugger port that is none': {
    files: project,
    args: ['invoke', '--local', '-d', '99999'],
    code: 2,
    says: /9229/,
  },
  'a folder as event': {
    files: { ...project, 'event.json/x': '' },
    args: ['invoke', '--local', '-e', 'event.json'],
    code: 2,
    says: /folder/,
  },
  'nothing on standard input as event': {
    files: project,
    args: ['invoke', '--local', '-e', '-'],
    code: 2,
    says: /standard input is not JSON/,
  },
  'variables that are no map': {
    files: { ...project, 'vars.json': '[]' },
    args: ['invoke', '--local', '--env-vars', 'vars.json'],
    code: 2,
    says: /JSON map/,
  },
  'code that is not there': {
    files: { 'template.yaml': sam.replace('CodeUri: .', 'CodeUri: nope/') },
    args: ['deploy', '--local', '--yes'],
    code: 2,
    says: /nope/,
  },
  'a folder as configuration file': {
    files: { ...project, 'samconfig.toml/x': '' },
    args: ['deploy', '--local', '--yes'],
    code: 2,
    says: /samconfig\.toml is a folder/,
  },
  'an unknown profile': {
    files: project,
    args: ['plan', '--region', 'us-east-1', '--profile', 'nope'],
    code: 1,
    says: /profile nope/,
  },
  'no region': {
    files: project,
    args: ['plan'],
    env: { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' },
    code: 1,
    says: /--region/,
  },
  'going back before the first deployment': {
    files: project,
    args: ['deploy', '--local', '--yes', '--rollback'],
    code: 1,
    says: /E0017/,
  },
  'a region that cannot be one': {
    files: project,
    args: ['plan'],
    env: { ...keys, AWS_REGION: 'eu west;x' },
    code: 2,
    says: /E0008[\s\S]*"eu west;x" is not the name of a region/,
  },
  'a region that no cloud has': {
    files: project,
    args: ['deploy', '--region', 'nowhere'],
    env: keys,
    code: 2,
    says: /E0008[\s\S]*"nowhere" is not the name of a region of AWS/,
  },
  'keys with a line break': {
    files: project,
    args: ['plan', '--region', 'us-east-1'],
    env: { ...keys, AWS_SECRET_ACCESS_KEY: 'b\nc' },
    code: 2,
    says: /E0006[\s\S]*AWS_SECRET_ACCESS_KEY holds a character/,
  },
  'a proxy that is none': {
    files: project,
    args: ['plan', '--region', 'us-east-1'],
    env: { ...keys, HTTPS_PROXY: 'socks5://127.0.0.1:1' },
    code: 2,
    says: /E0001[\s\S]*HTTPS_PROXY does not hold/,
  },
  'a template for the local cloud that is not there': {
    args: ['local', 'start', 'nope.yaml'],
    code: 2,
    says: /nope\.yaml/,
  },
  'init onto a file': {
    files: { x: '' },
    args: ['init', 'x', '--template', 'aws-nodejs'],
    code: 2,
    says: /not a folder/,
  },
  'an unknown code': { args: ['explain', 'E1'], code: 2, says: /E3002/ },
  'an unknown shell': { args: ['completion', 'csh'], code: 2, says: /bash/ },
}

describe('a wrong input ends in a diagnostic', () => {
  it.each(Object.entries(cases))('%s', async (_, wrong) => {
    const cwd = laid(wrong.files)
    const began = Date.now()
    const ended = await fnx(wrong.args, { cwd, ...(wrong.env !== undefined && { env: wrong.env }) })
    expectDiagnostic(ended, wrong)
    expect(Date.now() - began).toBeLessThan(20_000)
  })
})

it('JSON output ends with a result line, for failures too', async () => {
  const cwd = laid(project)
  const { stdout } = await fnx(['deploy', 'nope.yaml', '--local', '--yes', '--output', 'json'], { cwd })
  const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(last).toMatchObject({ type: 'result', exitCode: 2, diagnostics: [{ code: 'E0002' }] })
})
