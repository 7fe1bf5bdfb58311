import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { describe, expect, it } from 'vitest'
import { readZip } from '../../src/artifact/read-zip.ts'
import { writeTree } from '../support/code.ts'
import { fnx, localCloud, temporaryFolder } from '../support/fnx.ts'

const version = /3\.\d+/.exec(spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[0]

const template = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 20, Layers: [!Ref First, !Ref Second]}}
Resources:
  First:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: first, RetentionPolicy: Delete}
  Second:
    Type: AWS::Serverless::LayerVersion
    Metadata: {BuildMethod: makefile}
    Properties: {LayerName: over, ContentUri: second, RetentionPolicy: Delete, CompatibleRuntimes: [nodejs20.x]}
  Common: {Type: AWS::Serverless::Function, Properties: {CodeUri: fn, Handler: common.handler, Runtime: nodejs20.x}}
  Module: {Type: AWS::Serverless::Function, Properties: {CodeUri: fn, Handler: module.handler, Runtime: nodejs20.x}}
  Snake: {Type: AWS::Serverless::Function, Properties: {CodeUri: fn, Handler: snake.handler, Runtime: python${version ?? '3.12'}}}
`

const project = (more: Readonly<Record<string, string>> = {}) =>
  writeTree(temporaryFolder(), {
    'template.yaml': template,
    'first/nodejs/node_modules/shared/index.js': "module.exports = 'shared of the first'\n",
    'first/nodejs/node_modules/only/index.js': "module.exports = 'only in the first'\n",
    'first/python/shared.py': "word = 'first'\n",
    'second/Makefile':
      'build-Second:\n\tmkdir -p $(ARTIFACTS_DIR)/nodejs/node_modules $(ARTIFACTS_DIR)/python\n\tcp -r shared $(ARTIFACTS_DIR)/nodejs/node_modules\n\tcp shared.py $(ARTIFACTS_DIR)/python\n',
    'second/shared/index.js': "module.exports = 'shared of the second'\n",
    'second/shared.py': "word = 'second'\n",
    'fn/common.js': "exports.handler = async () => [require('shared'), require('only')]\n",
    'fn/module.mjs':
      "import shared from 'shared'\nimport only from 'only'\nexport const handler = async () => [shared, only]\n",
    'fn/snake.py':
      'import os, shared\ndef handler(event, context):\n    return [shared.word, os.path.dirname(shared.__file__)]\n',
    ...more,
  })

const both = '["shared of the second","only in the first"]'
const env = () => ({ HOME: temporaryFolder() })

it('what esbuild leaves out is found beside the code in runs here, and is no part of the zip', async () => {
  const cwd = writeTree(temporaryFolder(), {
    'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Bundled:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: esbuild, BuildProperties: {External: [kept]}}
    Properties: {CodeUri: fn, Handler: app.handler, Runtime: nodejs20.x}
`,
    'fn/package.json': '{"devDependencies":{"kept":"1.0.0"}}',
    'fn/app.ts': "import kept from 'kept'\nexport const handler = async () => kept\n",
    'fn/node_modules/kept/package.json': '{"name":"kept","version":"1.0.0","dependencies":{"inner":"1"}}',
    'fn/node_modules/kept/index.js': "module.exports = require('inner')\n",
    'fn/node_modules/inner/package.json': '{"name":"inner","version":"1.0.0"}',
    'fn/node_modules/inner/index.js': "module.exports = 'found'\n",
  })
  const options = { cwd, env: env() }
  const { stdout, stderr } = await fnx(['invoke', 'Bundled', '--local'], options)
  expect(stdout).toBe('"found"\n')
  expect(stderr).toContain('W8009')
  const remembered = join(cwd, '.fnx/local/work/enclosure')
  writeFileSync(remembered, readFileSync(remembered, 'utf8').replace(/(yes|no)\n$/, 'no\n'))
  expect((await fnx(['invoke', 'Bundled', '--local'], options)).stdout).toBe('"found"\n')
  const packaged = await fnx(['package', '--output', 'json'], options)
  const [{ file }] = JSON.parse(packaged.stdout.trim().split('\n').at(-1) ?? '').artifacts
  expect((await readZip(readFileSync(file))).map(({ path }) => path)).toEqual(['app.js'])
})

describe('layers of a template', () => {
  it('lie over each other in their order, built or as they are, and where the cloud has them', async () => {
    const cwd = project()
    const invoke = async (id: string) =>
      (await fnx(['invoke', id, '--local'], { cwd, env: env() })).stdout.trim()
    expect(await invoke('Common')).toBe(both)
    expect(await invoke('Module')).toBe(both)
    expect(JSON.parse(await invoke('Snake'))).toEqual([
      'second',
      process.platform === 'linux' ? '/opt/python' : expect.stringMatching(/python$/),
    ])
    const file = join(cwd, 'second/shared/index.js')
    writeFileSync(file, readFileSync(file, 'utf8').replace('second', 'third'))
    expect(await invoke('Common')).toBe(both.replace('second', 'third'))
  })

  it('are there where functions cannot be enclosed', async () => {
    const cwd = project()
    const invoke = async (id: string) =>
      (await fnx(['invoke', id, '--local'], { cwd, env: env() })).stdout.trim()
    await invoke('Common')
    const remembered = join(cwd, '.fnx/local/work/enclosure')
    writeFileSync(remembered, readFileSync(remembered, 'utf8').replace(/(yes|no)\n$/, 'no\n'))
    expect(await invoke('Common')).toBe(both)
    expect(await invoke('Module')).toBe(both)
    expect(JSON.parse(await invoke('Snake'))[0]).toBe('second')
  })

  it('are deployed with their functions onto the local cloud', async () => {
    const cwd = project()
    const home = env()
    expect(await fnx(['deploy', '--local', '--yes'], { cwd, env: home })).toMatchObject({ code: 0 })
    const cloud = await localCloud([], { cwd, env: home })
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const client = new LambdaClient({ endpoint: cloud.apiUrl, region: 'us-east-1', credentials })
    const { Functions = [] } = await client.send(new ListFunctionsCommand())
    const answers = await Promise.all(
      Functions.map(async ({ FunctionName = '' }) => {
        const { Payload } = await client.send(new InvokeCommand({ FunctionName }))
        return Buffer.from(Payload ?? []).toString()
      }),
    )
    client.destroy()
    await cloud.kill()
    expect(answers.filter(answer => answer === both)).toHaveLength(2)
    expect(answers.some(answer => answer.startsWith('["second"'))).toBe(true)
  })

  it('of elsewhere are told, and the function runs without them', async () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:layer:other:3'
    const cwd = project({
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Alone: {Type: AWS::Serverless::Function, Properties: {CodeUri: fn, Handler: alone.handler, Runtime: nodejs20.x, Layers: ['${arn}']}}
`,
      'fn/alone.js': 'exports.handler = async () => 1\n',
    })
    const { stdout, stderr } = await fnx(['invoke', 'Alone', '--local'], { cwd, env: env() })
    expect(stdout).toBe('1\n')
    expect(stderr).toContain('W9005')
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      `uses the layer ${arn}, whose content is not on this machine`,
    )
  })
})
