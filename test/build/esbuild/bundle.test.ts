import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundle, moduleOf } from '../../../src/build/esbuild/bundle.ts'
import { loadEsbuild } from '../../../src/build/esbuild/esbuild.ts'
import type { Diagnostic } from '../../../src/model/diagnostic.ts'
import { FnxError } from '../../../src/model/diagnostic.ts'
import type { Properties } from '../../../src/model/value.ts'
import { functionSpec, writeTree } from '../../support/code.ts'
import { temporaryFolder } from '../../support/fnx.ts'

const sources = {
  'app.ts': 'import { hi } from "./lib/hi"\nexport const handler = async (): Promise<string> => hi("app")\n',
  'lib/hi.ts': 'export const hi = (name: string): string => `hi ${name}`\n',
  'src/one/a.ts': 'export const handler = () => "a"\n',
  'src/two/b.ts': 'export const handler = () => "b"\n',
}

async function built(
  handler: string,
  properties: Properties,
  files: Readonly<Record<string, string>> = sources,
) {
  const top = temporaryFolder()
  const root = writeTree(join(top, 'code'), files)
  const found: Diagnostic[] = []
  const job = {
    unit: functionSpec({ handler }),
    properties,
    root,
    folder: top,
    esbuild: await loadEsbuild(root),
  }
  const { files: made } = await bundle(job, diagnostic => found.push(diagnostic))
  expect(existsSync(join(root, '.fnx-out'))).toBe(false)
  const texts = made.map(({ path, contents }) => [path, Buffer.from(contents).toString()] as const)
  return { files: Object.fromEntries(texts), names: texts.map(([path]) => path), found, top }
}

async function findingsOf(run: Promise<unknown>): Promise<readonly Diagnostic[]> {
  const error = await run.catch(reason => reason)
  return error instanceof FnxError ? error.diagnostics : []
}

describe('bundle()', () => {
  it.each<[string, Properties, readonly string[]]>([
    ['app.handler', { EntryPoints: ['app.ts'] }, ['app.js']],
    ['app.handler', {}, ['app.js']],
    ['main.handler', { EntryPoints: ['src/one/a.ts'] }, ['main.js']],
    ['src/one/a.handler', {}, ['src/one/a.js']],
    ['one/a.handler', { EntryPoints: ['src/one/a.ts', 'src/two/b.ts'] }, ['one/a.js', 'two/b.js']],
    [
      'src/two/b.handler',
      { EntryPoints: ['src/one/a.ts', 'src/two/b.ts'] },
      ['src/one/a.js', 'src/two/b.js'],
    ],
    ['app.handler', { Format: 'esm' }, ['app.mjs']],
    ['app.handler', { Format: 'esm', OutExtension: ['.js=.js'] }, ['app.js']],
    ['app.handler', { Sourcemap: true }, ['app.js.map', 'app.js']],
  ])('for the handler %s with %j makes %j', async (handler, properties, names) => {
    expect((await built(handler, properties)).names).toEqual(names)
  })

  it('bundles what the handler imports into code that runs', async () => {
    const { files } = await built('app.handler', {})
    const module: { exports: { handler?: () => Promise<string> } } = { exports: {} }
    new Function('module', files['app.js'] ?? '')(module)
    expect(await module.exports.handler?.()).toBe('hi app')
  })

  it('gives the same bytes from another folder, source map included', async () => {
    const [one, two] = [
      await built('app.handler', { Sourcemap: true }),
      await built('app.handler', { Sourcemap: true }),
    ]
    expect(two.files).toEqual(one.files)
    expect(JSON.stringify(one.files)).not.toContain(one.top)
  })

  it('leaves external packages to be loaded at run time', async () => {
    const files = { 'app.ts': 'import x from "not-installed"\nexport const handler = () => x\n' }
    expect((await built('app.handler', { External: ['not-installed'] }, files)).files['app.js']).toContain(
      'require("not-installed")',
    )
  })

  it('reports each error of the code with its place', async () => {
    const files = { 'app.ts': 'export const handler = (\n', 'src/b.ts': 'import "./gone"\n' }
    const found = await findingsOf(built('app.handler', { EntryPoints: ['app.ts', 'src/b.ts'] }, files))
    expect(found.map(({ code }) => code)).toEqual(['E8006', 'E8006'])
    const places = found.map(
      ({ location }) =>
        `${location?.file.split('/').slice(-2).join('/')}:${location?.start.line}:${location?.start.column}`,
    )
    expect(places.sort()).toEqual(['code/app.ts:2:1', 'src/b.ts:1:8'])
  })

  it('passes warnings on', async () => {
    const { found } = await built('app.handler', {}, { 'app.ts': 'export const handler = ä => ä === NaN\n' })
    expect(found).toMatchObject([{ code: 'W8006', location: { start: { line: 1, column: 31 } } }])
  })

  it.each<[string, Properties, RegExp]>([
    ['gone.handler', {}, /no gone\.ts or \.js for its handler gone\.handler/],
    [
      'other.handler',
      { EntryPoints: ['app.ts', 'src/one/a.ts'] },
      /None of the EntryPoints of Hello becomes other\.js/,
    ],
  ])('refuses the handler %s with %j', async (handler, properties, message) => {
    const [found] = await findingsOf(built(handler, properties))
    expect(found?.code).toBe('E8007')
    expect(found?.message).toMatch(message)
  })
})

describe('moduleOf()', () => {
  it.each([
    ['index.handler', 'index'],
    ['src/app.handler', 'src/app'],
    ['./src/app.handler', 'src/app'],
    ['src/v1.2/app.lib.handler', 'src/v1.2/app'],
    ['bootstrap', 'bootstrap'],
  ])('of %s is %s', (handler, module) => {
    expect(moduleOf(handler)).toBe(module)
  })
})
