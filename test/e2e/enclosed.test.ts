import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { cleanEnvironment, fnx, localCloud, root } from '../support/fnx.ts'
import { folderOf } from '../support/local-cloud.ts'

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {CodeUri: fn, Handler: index.handler, Runtime: nodejs20.x}}
`

function project(files: Readonly<Record<string, string>>): string {
  const folder = folderOf()
  for (const [path, text] of Object.entries({ 'template.yaml': template, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const invoke = (cwd: string) => fnx(['invoke', 'F', '--local'], { cwd })

it('a package.json above the code does not say what its modules are', async () => {
  const cwd = project({
    'package.json': '{"type":"module"}',
    'fn/index.js': 'exports.handler = async () => "cjs"',
  })
  expect(await invoke(cwd)).toMatchObject({ code: 0, stdout: '"cjs"\n' })
})

it('a module that lies above the code is not found', async () => {
  const cwd = project({
    'node_modules/zz/index.js': 'module.exports = "leaked"',
    'fn/index.js': 'exports.handler = async () => require("zz")',
  })
  const { code, stdout, stderr } = await invoke(cwd)
  expect(code).toBe(1)
  expect(stdout).toContain("Cannot find module 'zz'")
  expect(stderr).toContain('F asks for the module "zz", which is not in its code.')
  expect(stderr).toContain('template.yaml:3:')
})

it('an ES module needs a package.json beside it, as Lambda has it', async () => {
  const text = template.replace('nodejs20.x', 'nodejs22.x')
  const source = 'export const handler = async () => "esm"'
  const above = project({ 'template.yaml': text, 'package.json': '{"type":"module"}', 'fn/index.js': source })
  const { code, stderr } = await invoke(above)
  expect(code).toBe(1)
  expect(stderr).toContain('has an ES module in a file that is read as CommonJS')
  const beside = project({
    'template.yaml': text,
    'fn/package.json': '{"type":"module"}',
    'fn/index.js': source,
  })
  expect(await invoke(beside)).toMatchObject({ code: 0, stdout: '"esm"\n' })
})

it('the log begins and ends as on Lambda, and another version is told', async () => {
  const cwd = project({
    'template.yaml': template.replace('nodejs20.x', 'nodejs98.x'),
    'fn/index.js': 'exports.handler = async () => console.log("mine")',
  })
  const { stderr } = await invoke(cwd)
  expect(stderr).toMatch(
    /^START RequestId: \S+ Version: \$LATEST\n.*mine\nEND RequestId: \S+\nREPORT RequestId: .* Duration: /s,
  )
  expect(stderr).toContain('W9001')
})

it('what the runtime carries is fetched once and found by both kinds of modules', async () => {
  const cwd = project({
    'fn/index.mjs':
      'import { S3Client } from "@aws-sdk/client-s3"; export const handler = async () => S3Client',
    // An npm that writes down how often it is called and needs no network.
    'bin/npm': `#!/bin/sh
echo "$@" >> ${'$HOME'}/calls
mkdir -p "$3/node_modules/@aws-sdk/client-s3"
echo 'exports.S3Client = "carried"' > "$3/node_modules/@aws-sdk/client-s3/index.js"
`,
  })
  chmodSync(join(cwd, 'bin/npm'), 0o755)
  const env = { PATH: `${join(cwd, 'bin')}:${process.env.PATH}` }
  const first = await fnx(['invoke', 'F', '--local'], { cwd, env })
  expect(first).toMatchObject({ code: 0, stdout: '"carried"\n' })
  expect(first.stderr).toContain('Fetching once what the runtime nodejs20.x carries: @aws-sdk/client-s3@3')
  rmSync(join(cwd, 'fn/index.mjs'))
  writeFileSync(
    join(cwd, 'fn/index.js'),
    "const { S3Client } = require('@aws-sdk/client-s3'); exports.handler = async () => S3Client",
  )
  expect(await fnx(['invoke', 'F', '--local'], { cwd, env })).toMatchObject({
    code: 0,
    stdout: '"carried"\n',
  })
  expect(readFileSync(join(cwd, 'calls'), 'utf8').trim().split('\n')).toHaveLength(1)
})

it('what the runtime carries and cannot be fetched is told with the command', async () => {
  const cwd = project({
    'fn/index.js': "exports.handler = async () => require('@aws-sdk/client-s3')",
    'bin/npm': '#!/bin/sh\nexit 1\n',
  })
  chmodSync(join(cwd, 'bin/npm'), 0o755)
  const env = { PATH: `${join(cwd, 'bin')}:${process.env.PATH}` }
  const { code, stderr } = await fnx(['invoke', 'F', '--local'], { cwd, env })
  expect(code).toBe(1)
  expect(stderr).toContain('W9004')
  expect(stderr).toContain('template.yaml:3:')
  expect(stderr).not.toContain('W9003')
  expect(stderr).toMatch(/npm install --prefix\s+\S+\s[^@]*@aws-sdk\/client-s3@3/)
})

it.each([
  ['enclosed', 'yes'],
  ['where nothing can be enclosed', 'no'],
])('a deployed function finds no module above its code either, %s', async (_, able) => {
  const served = template.replace('nodejs20.x', 'nodejs20.x, Events: {A: {Type: HttpApi}}')
  const cwd = project({
    'template.yaml': served,
    'node_modules/zz/index.js': 'module.exports = "leaked"',
    'fn/index.js': 'exports.handler = async () => require("zz")',
  })
  const env = { HOME: folderOf() }
  await fnx(['invoke', 'F', '--local'], { cwd, env })
  const remembered = join(cwd, '.fnx/local/work/enclosure')
  writeFileSync(remembered, readFileSync(remembered, 'utf8').replace(/(yes|no)\n$/, `${able}\n`))
  expect(await fnx(['deploy', '--local', '--yes'], { cwd, env })).toMatchObject({ code: 0 })
  const { gatewayUrl } = await localCloud([], { cwd, env })
  const answer = await fetch(gatewayUrl)
  expect(answer.status).toBe(500)
})

it.skipIf(process.platform !== 'linux')(
  'a function gets no descriptor that was open before fnx began',
  () => {
    const source = `const fs = require('node:fs')
exports.handler = async () => fs.readdirSync('/proc/self/fd').includes('99')`
    const cwd = project({ 'fn/index.js': source, secret: 'x' })
    const file = openSync(join(cwd, 'secret'), 'r')
    const args = [join(root, 'bin', 'fnx.js'), 'invoke', 'F', '--local']
    const stdio = Array.from({ length: 100 }, (_, at) => (at < 3 ? 'pipe' : at === 99 ? file : 'ignore'))
    const { stdout } = spawnSync(process.execPath, args, {
      cwd,
      env: cleanEnvironment(cwd),
      stdio: stdio as 'pipe'[],
    })
    expect(String(stdout)).toBe('false\n')
    rmSync(join(cwd, 'secret'))
  },
)
