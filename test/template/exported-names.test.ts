import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { mayGive } from '../../src/template/exported-names.ts'
import { root } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'

const given: readonly string[] = [
  'exports.handler = async () => 1',
  'module.exports.handler = () => 1',
  'module.exports = { other: 1, handler }',
  'module.exports = { ...require("./inner") }',
  'module.exports = require("./inner")',
  'Object.defineProperty(exports, "handler", { get: () => inner.handler })',
  'Object.assign(exports, require("./inner"))',
  'for (const key of keys) exports[key] = make(key)',
  '__exportStar(require("./inner"), exports)',
  'export const handler = async () => 1',
  'export const other = 1, handler = 2',
  'export const { handler } = make()',
  'export async function handler() {}',
  'export class handler {}',
  'export * from "./inner.mjs"',
  'const run = () => 1\nexport { run as handler }',
  'export {\n  other,\n  handler,\n} from "./inner.mjs"',
  'export = { handler }',
  '(function (it) { it.handler = 1 })(typeof exports === "undefined" ? (this.it = {}) : exports)',
]

const missing: readonly string[] = [
  'exports.handle = async () => 1',
  'const handler = async () => 1',
  'module.exports = { other: 1 }',
  'Object.defineProperty(exports, "__esModule", { value: true })\nexports.main = main',
  'export const main = async () => 1\nconst handler = 1',
  'export default async function handler() {}',
  'export default async () => 1',
  'if (require.main === module) main()\nexports.main = main',
  '',
]

const givenByPython: readonly string[] = [
  'def handler(event, context):\n    pass',
  'async def handler(event, context):\n    pass',
  'handler = Mangum(app)',
  'handler: Handler = make()',
  'one, handler = make()',
  'from .inner import handler',
  'from .inner import run as handler',
  'from .inner import (\n    other,\n    handler,\n)',
  'from .inner import *',
  'try:\n    from fast import handler\nexcept ImportError:\n    pass',
  'globals()["handler"] = 1',
  'class handler:\n    pass',
]

const missingInPython: readonly string[] = [
  'def handle(event, context):\n    pass',
  'def lambda_handler(event, context):\n    return handler',
  'import json\n\nprint("handler")',
  '',
]

describe('mayGive()', () => {
  it.each(given)('takes it of Node: %j', text => expect(mayGive('handler', text, 'node')).toBe(true))
  it.each(missing)('misses it in Node: %j', text => expect(mayGive('handler', text, 'node')).toBe(false))
  it.each(givenByPython)('takes it of Python: %j', text =>
    expect(mayGive('handler', text, 'python')).toBe(true),
  )
  it.each(missingInPython)('misses it in Python: %j', text =>
    expect(mayGive('handler', text, 'python')).toBe(false),
  )

  it('takes every name that modules of packages really give', async () => {
    const files = ['commander', 'ignore', 'js-yaml', 'yauzl', 'yaml', 'chalk', 'smol-toml'].flatMap(name =>
      modulesOf(join(root, 'node_modules', name)),
    )
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) {
      const loaded = await import(pathToFileURL(file).href)
      const text = readFileSync(file, 'utf8')
      const names = Object.keys(loaded).filter(name => /^[a-z_$][\w$]*$/i.test(name) && name !== 'default')
      expect([file, names.filter(name => !mayGive(name, text, 'node'))]).toEqual([file, []])
    }
  })

  it.skipIf(lacks('python3', runs('python3', '--version')))(
    'takes every name of the library of Python',
    () => {
      const program = `import importlib, json, sys
found = []
for name in ['ast', 'calendar', 'csv', 'dataclasses', 'enum', 'json', 'pathlib', 'shutil', 'string', 'typing', 'uuid', 'zipfile']:
    module = importlib.import_module(name)
    found.append([module.__file__, [key for key in vars(module) if not key.startswith('__')]])
print(json.dumps(found))`
      const found: readonly (readonly [string, readonly string[]])[] = JSON.parse(
        execFileSync('python3', ['-c', program], { encoding: 'utf8' }),
      )
      for (const [file, names] of found) {
        const text = readFileSync(file, 'utf8')
        // What a package has as a file of its own stands in no text.
        const own = names.filter(name => !existsSync(join(file, '..', `${name}.py`)))
        expect([file, own.filter(name => !mayGive(name, text, 'python'))]).toEqual([file, []])
      }
    },
  )
})

function modulesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.[cm]?js$/.test(file) && !/(?:^|\/)(?:bin|test|tests|cli)/.test(file))
    .slice(0, 12)
    .map(file => join(folder, file))
}
