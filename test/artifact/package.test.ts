import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Packaging, packageAll, packageFunction } from '../../src/artifact/package.ts'
import { readZip } from '../../src/artifact/read-zip.ts'
import type { Artifact } from '../../src/model/artifact.ts'
import type { FunctionSpec } from '../../src/model/stack.ts'
import { codeStorage, functionSpec, noise, writeTree } from '../support/code.ts'
import { temporaryFolder } from '../support/fnx.ts'

function packaging(folder: string, given: Partial<Packaging> = {}): Packaging {
  return { folder, out: join(folder, '.fnx', 'artifacts'), limits: codeStorage(), ...given }
}

async function packaged(
  folder: string,
  spec: FunctionSpec = functionSpec(),
  given: Partial<Packaging> = {},
): Promise<Artifact> {
  const { value, diagnostics } = await packageFunction({ ...packaging(folder, given), spec })
  if (value === undefined) throw new Error(JSON.stringify(diagnostics))
  return value
}

async function namesIn(artifact: Artifact): Promise<readonly string[]> {
  return (await readZip(await artifact.read())).map(({ path }) => path)
}

function project(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const code = {
    'code/index.js': 'exports.handler = 1',
    'code/lib/a.js': 'text '.repeat(500),
    'code/b.bin': noise(5000),
  }
  return writeTree(temporaryFolder(), { ...code, ...files })
}

/** A change that no careful reader of times can miss. */
function edit(file: string, content: string): void {
  writeFileSync(file, content)
  utimesSync(file, new Date(Date.now() - 9_000_000), new Date(Date.now() - 9_000_000))
}

/** Files that were made just now are read again, so tests of the cache wait until they are of an age to be trusted. */
const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 2100))

describe('packageFunction()', () => {
  it('gives the zip of a folder with its hash and sizes', async () => {
    const artifact = await packaged(project())
    expect(artifact.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(artifact).toMatchObject({ size: statSync(artifact.file).size, unzipped: 7519 })
    expect(await namesIn(artifact)).toEqual(['b.bin', 'index.js', 'lib/a.js'])
  })

  it('gives equal bytes for equal folders elsewhere', async () => {
    const [one, two] = [await packaged(project()), await packaged(project())]
    expect(two.hash).toBe(one.hash)
    expect(Buffer.compare(await two.read(), await one.read())).toBe(0)
  })

  it('neither reads nor writes when nothing has changed', async () => {
    const folder = project()
    await settled()
    const first = await packaged(folder)
    const before = statSync(first.file)
    const manifests = readdirSync(join(folder, '.fnx', 'artifacts')).map(
      name => statSync(join(folder, '.fnx', 'artifacts', name)).mtimeMs,
    )
    const second = await packaged(folder)
    expect(second.hash).toBe(first.hash)
    expect(statSync(second.file)).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino })
    expect(
      readdirSync(join(folder, '.fnx', 'artifacts')).map(
        name => statSync(join(folder, '.fnx', 'artifacts', name)).mtimeMs,
      ),
    ).toEqual(manifests)
  })

  it('gives with the last zip the bytes that it gives without, whatever changed', async () => {
    const folder = project({ 'code/large.bin': Buffer.concat([noise(17 << 20), Buffer.alloc(99)]) })
    const code = join(folder, 'code')
    await settled()
    await packaged(folder)
    const changes = [
      () => edit(join(code, 'index.js'), 'exports.handler = 2'),
      () => writeTree(code, { 'a-new.js': 'new', 'lib/z.js': 'new' }),
      () => chmodSync(join(code, 'index.js'), 0o755),
      () => symlinkSync('index.js', join(code, 'main.js')),
      () => edit(join(code, 'b.bin'), ''),
    ]
    for (const change of changes) {
      change()
      const kept = await packaged(folder)
      const fresh = await packaged(folder, functionSpec(), {
        out: join(folder, '.fnx', `fresh-${kept.hash}`),
      })
      expect(kept.hash).toBe(fresh.hash)
      expect(Buffer.compare(await kept.read(), await fresh.read())).toBe(0)
    }
  })

  it('sees a change that keeps size and time', async () => {
    const folder = project()
    const file = join(folder, 'code', 'index.js')
    await settled()
    const first = await packaged(folder)
    const { atime, mtime } = statSync(file)
    writeFileSync(file, 'exports.handler = 7')
    utimesSync(file, atime, mtime)
    expect((await packaged(folder)).hash).not.toBe(first.hash)
  })

  it('does not trust a last zip that was touched, nor a torn manifest', async () => {
    const folder = project()
    await settled()
    const first = await packaged(folder)
    const bytes = await first.read()
    const damaged = Buffer.from(bytes).fill(0, 40, 60)
    writeFileSync(first.file, damaged)
    expect(Buffer.compare(await (await packaged(folder)).read(), bytes)).toBe(0)
    const out = join(folder, '.fnx', 'artifacts')
    for (const name of readdirSync(out).filter(file => file.endsWith('.json')))
      writeFileSync(join(out, name), '{"format"')
    expect((await packaged(folder)).hash).toBe(first.hash)
  })

  it('calls the file of inline code index, with the ending of its language', async () => {
    const inline = (text: string, given: Partial<FunctionSpec>) =>
      packaged(temporaryFolder(), functionSpec({ code: { property: ['Code'], inline: text }, ...given }))
    const cases: readonly (readonly [Promise<Artifact>, string])[] = [
      [inline('exports.handler = 1', {}), 'index.js'],
      [inline('import fs from "fs"\nexport const handler = 1', {}), 'index.mjs'],
      [inline('const x = await import("fs")', {}), 'index.js'],
      [inline('def handler(e, c): pass', { runtime: 'python3.12', handler: 'app.handler' }), 'index.py'],
      [
        inline('import json\ndef handler(e, c): pass', { runtime: 'Python3.9', handler: 'index.main' }),
        'index.py',
      ],
    ]
    for (const [artifact, name] of cases) expect(await namesIn(await artifact)).toEqual([name])
  })

  it('packs a single file under its own name', async () => {
    const folder = writeTree(temporaryFolder(), { 'src/app.py': 'x', 'src/other.py': 'y' })
    expect(
      await namesIn(await packaged(folder, functionSpec({ code: { property: [], path: 'src/app.py' } }))),
    ).toEqual(['app.py'])
  })

  it('has nothing to say of code in the cloud', async () => {
    for (const code of [undefined, { property: ['Code'], object: { bucket: 'b', key: 'k' } }]) {
      const { code: _, ...rest } = functionSpec()
      const spec = code === undefined ? rest : { ...rest, code }
      expect(await packageFunction({ ...packaging(temporaryFolder()), spec })).toEqual({ diagnostics: [] })
    }
  })

  it('refuses an image that is to be built', async () => {
    const spec = functionSpec({ code: { property: ['Code'], image: 'hello:latest' } })
    const { diagnostics } = await packageFunction({ ...packaging(temporaryFolder()), spec })
    expect(diagnostics.map(({ code }) => code)).toEqual(['E8011'])
  })

  it.each<[string, Partial<Packaging>, string, RegExp]>([
    ['gone', {}, 'E8001', /The code of Hello is gone, and .* is neither a file nor a folder/],
    ['empty', {}, 'E8001', /holds no file/],
    ['code', { limits: codeStorage({ unzippedLimit: 100 }) }, 'E8005', /unpacks to 7\.3 kB/],
    ['code', { limits: codeStorage({ zipLimit: 100 }) }, 'E8005', /is a zip of/],
    ['code', { out: 'code/index.js' }, 'E8008', /cannot be written/],
  ])('reports %s with %j as %s', async (path, given, code, message) => {
    const folder = project()
    mkdirSync(join(folder, 'empty'))
    const changed = given.out === undefined ? given : { ...given, out: join(folder, given.out) }
    const spec = functionSpec({ code: { property: ['Code'], path } })
    const { value, diagnostics } = await packageFunction({ ...packaging(folder, changed), spec })
    expect(value).toBeUndefined()
    expect(diagnostics.map(found => found.code)).toEqual([code])
    expect(diagnostics[0]?.message).toMatch(message)
  })

  it('leaves no half file behind when it fails', async () => {
    const folder = project({ 'code/z.js': 'x' })
    const out = join(folder, '.fnx', 'artifacts')
    await packaged(folder)
    const before = readdirSync(out)
    symlinkSync('/etc/passwd', join(folder, 'code', 'link'))
    await packageFunction({ ...packaging(folder), spec: functionSpec() })
    expect(readdirSync(out)).toEqual(before)
  })

  it('warns of what should not be deployed and packages all the same', async () => {
    const folder = project({ 'code/.env': 'SECRET=1' })
    const { value, diagnostics } = await packageFunction({ ...packaging(folder), spec: functionSpec() })
    expect(value).toBeDefined()
    expect(diagnostics.map(({ code }) => code)).toEqual(['W8002'])
  })
})

describe('packageAll()', () => {
  it('packages code that functions share once', async () => {
    const folder = project({ 'other/index.js': 'other' })
    const phases: string[] = []
    const specs = [
      functionSpec({ id: 'A' }),
      functionSpec({ id: 'B' }),
      functionSpec({ id: 'C', code: { property: [], path: 'other' } }),
    ]
    const emit: Packaging['emit'] = event => event.type === 'phase' && phases.push(event.name)
    const { value, diagnostics } = await packageAll({
      ...packaging(folder, { emit: event => void emit?.(event) }),
      specs,
    })
    expect(diagnostics).toEqual([])
    expect([...(value?.keys() ?? [])]).toEqual(['A', 'B', 'C'])
    expect(value?.get('A')).toBe(value?.get('B'))
    expect(phases).toEqual(['Packaging A', 'Packaging C'])
  })

  it('keeps the last zip of folders with equal content apart from one another', async () => {
    const folder = project({
      'twin/index.js': 'exports.handler = 1',
      'twin/lib/a.js': 'text '.repeat(500),
      'twin/b.bin': noise(5000),
    })
    const specs = [functionSpec({ id: 'A' }), functionSpec({ id: 'B', code: { property: [], path: 'twin' } })]
    await settled()
    const first = await packageAll({ ...packaging(folder), specs })
    const file = first.value?.get('A')?.file ?? ''
    const before = statSync(file).mtimeMs
    expect(first.value?.get('B')?.hash).toBe(first.value?.get('A')?.hash)
    await packageAll({ ...packaging(folder), specs })
    expect(statSync(file).mtimeMs).toBe(before)
  })

  it('gives the findings of all functions and no value when one fails', async () => {
    const specs = ['gone', 'code', 'lost'].map(path =>
      functionSpec({ id: path, code: { property: [], path } }),
    )
    const { value, diagnostics } = await packageAll({ ...packaging(project()), specs })
    expect(value).toBeUndefined()
    expect(diagnostics.map(({ code }) => code)).toEqual(['E8001', 'E8001'])
  })
})

describe('a zip that the template names', () => {
  const zipSpec = functionSpec({ code: { property: ['Code'], path: 'given.zip' } })

  it('is kept byte for byte and known by its entries', async () => {
    const folder = project()
    const own = await packaged(folder)
    const bytes = readFileSync(own.file)
    writeFileSync(join(folder, 'given.zip'), bytes)
    const given = await packaged(folder, zipSpec, { out: join(folder, 'elsewhere') })
    expect(given).toMatchObject({ hash: own.hash, size: own.size, unzipped: own.unzipped })
    expect(Buffer.compare(await given.read(), bytes)).toBe(0)
  })

  it('is refused when it is damaged, with its name', async () => {
    const folder = project()
    const own = await packaged(folder)
    const bytes = readFileSync(own.file)
    for (const broken of [bytes.subarray(0, 300), Buffer.from(bytes).fill(1, 60, 90)]) {
      writeFileSync(join(folder, 'given.zip'), broken)
      const { diagnostics } = await packageFunction({ ...packaging(folder), spec: zipSpec })
      expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
        expect.stringMatching(/^E8009 .*given\.zip is not/),
      ])
    }
  })

  it('is held to the limits of the cloud', async () => {
    const folder = project()
    writeFileSync(join(folder, 'given.zip'), readFileSync((await packaged(folder)).file))
    const limits = codeStorage({ unzippedLimit: 7000 })
    const { diagnostics } = await packageFunction({ ...packaging(folder, { limits }), spec: zipSpec })
    expect(diagnostics.map(({ code }) => code)).toEqual(['E8005'])
  })
})
