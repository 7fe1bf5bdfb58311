import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canEnclose } from '../../src/emulator/enclosure.ts'
import { invokeOnce } from '../../src/emulator/invoke.ts'
import type { FunctionSpec } from '../../src/model/stack.ts'
import { fakeContract } from '../support/fake-contract.ts'
import { fakeSpec } from '../support/fake-wire.ts'
import { folderOf, host } from '../support/local-cloud.ts'

interface Try {
  readonly files: Readonly<Record<string, string>>
  readonly parts?: Readonly<Record<string, string>>
  readonly spec?: Partial<FunctionSpec>
}

async function run({ files, parts = {}, spec }: Try): Promise<unknown> {
  const { payload } = await invokeOnce({
    ...host,
    contract: fakeContract(),
    spec: fakeSpec(spec),
    code: folderOf(files),
    parts,
    enclosed: true,
    payload: Buffer.from('{}'),
    workDir: folderOf(),
  })
  return JSON.parse(Buffer.from(payload).toString())
}

const node = (body: string): Try => ({
  files: { 'index.js': `const fs = require('node:fs'); exports.handler = async () => { ${body} }` },
})
const attempt = (body: string): Try =>
  node(`try { return String(${body}) } catch (error) { return error.code }`)

const able = await canEnclose(mkdtempSync(join(tmpdir(), 'fnx-probe-')))

describe.skipIf(!able)('enclose()', () => {
  it.each([
    {
      what: 'has the paths of the cloud',
      input: node('return [__dirname, process.cwd()]'),
      gives: ['/var/task', '/var/task'],
    },
    {
      what: 'cannot write its code',
      input: attempt("fs.writeFileSync(__dirname + '/new.js', '')"),
      gives: 'EROFS',
    },
    {
      what: 'has a /tmp of its own',
      input: node("fs.writeFileSync('/tmp/x', ''); return fs.readdirSync('/tmp')"),
      gives: ['x'],
    },
    {
      what: 'cannot read the environment of fnx',
      input: attempt("fs.readFileSync('/proc/' + process.ppid + '/environ')"),
      gives: 'EACCES',
    },
    {
      what: 'cannot follow what fnx has open',
      input: attempt("fs.readlinkSync('/proc/' + process.ppid + '/fd/0')"),
      gives: 'EACCES',
    },
  ])('a function $what', async ({ input, gives }) => {
    expect(await run(input)).toEqual(gives)
  })

  it('shows parts where they belong', async () => {
    const parts = { node_modules: folderOf({ 'dep.js': 'module.exports = 7' }) }
    const source = "exports.handler = async () => require('dep')"
    // A mount needs a folder to be laid on; staging makes it.
    const code = folderOf({ 'index.js': source })
    mkdirSync(join(code, 'node_modules'))
    const { payload } = await invokeOnce({
      ...{ ...host, contract: fakeContract(), spec: fakeSpec(), code, parts, enclosed: true },
      ...{ payload: Buffer.from('{}'), workDir: folderOf() },
    })
    expect(Buffer.from(payload).toString()).toBe('7')
  })
})

it.skipIf(!able)('a Python function sees no packages of this machine', async () => {
  const source =
    "import sys\ndef handler(e, c):\n    return [p for p in sys.path if 'site-packages' in p or 'dist-packages' in p] + [exit.__class__.__name__]"
  const spec = { runtime: 'python3.11', handler: 'app.handler' }
  expect(await run({ files: { 'app.py': source }, spec })).toEqual(['Quitter'])
})
