import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { stage } from '../../src/artifact/tree.ts'
import { fakeSpec } from '../support/fake-wire.ts'
import { folderOf } from '../support/local-cloud.ts'

function project(files: Readonly<Record<string, string>>): string {
  const folder = folderOf()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

async function tree(files: Readonly<Record<string, string>>, path: string, mounts = true) {
  const folder = project(files)
  const out = folderOf()
  const staged = await stage({
    spec: fakeSpec({ code: { path, property: ['CodeUri'] } }),
    folder,
    out,
    mounts,
  })
  return { ...(staged ?? { folder: '', parts: {} }), out, root: folder }
}

it('stage() shows a folder of which everything is packaged where it lies', async () => {
  const { folder, root, parts, out } = await tree({ 'fn/index.js': '', 'fn/lib/a.js': '' }, 'fn')
  expect({ folder, parts }).toEqual({ folder: join(root, 'fn'), parts: {} })
  expect(readdirSync(out)).toEqual([])
})

it('stage() shows whole folders and copies what lies beside what is left out', async () => {
  const files = {
    'index.js': 'mine',
    '.fnxignore': '*.test.js\n',
    '.git/HEAD': '',
    'node_modules/a/index.js': '',
    'node_modules/b/index.js': '',
    'lib/one.js': '',
    'lib/one.test.js': '',
    'lib/deep/two.js': '',
  }
  const { folder, root, parts } = await tree(files, '.')
  expect(parts).toEqual({ node_modules: join(root, 'node_modules'), 'lib/deep': join(root, 'lib/deep') })
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
    'index.js',
    'lib',
    'lib/deep',
    'lib/one.js',
    'node_modules',
  ])
  expect(readFileSync(join(folder, 'index.js'), 'utf8')).toBe('mine')
})

it('stage() copies everything where nothing can be mounted, modules once', async () => {
  const files = { 'fn/index.js': 'one', 'fn/node_modules/a/index.js': 'a' }
  const first = await tree(files, 'fn', false)
  expect(readFileSync(join(first.folder, 'node_modules/a/index.js'), 'utf8')).toBe('a')
  expect(first.folder.startsWith(first.out)).toBe(true)
  writeFileSync(join(first.root, 'fn/index.js'), 'second')
  const spec = fakeSpec({ code: { path: 'fn', property: ['CodeUri'] } })
  const second = await stage({ spec, folder: first.root, out: first.out, mounts: false })
  expect(readFileSync(join(second?.folder ?? '', 'index.js'), 'utf8')).toBe('second')
  // Two trees and one copy of the modules, beside the package.json that ends the search for a module's kind.
  expect(readdirSync(first.out)).toHaveLength(4)
})

it('stage() keeps links and leaves out what no zip would hold', async () => {
  const root = project({ 'fn/index.js': '', 'fn/.git/HEAD': '', 'fn/lib/a.js': '' })
  symlinkSync('lib/a.js', join(root, 'fn/link.js'))
  const staged = await stage({
    spec: fakeSpec({ code: { path: 'fn', property: ['CodeUri'] } }),
    folder: root,
    out: folderOf(),
    mounts: true,
  })
  expect(readdirSync(staged?.folder ?? '').sort()).toEqual(['index.js', 'lib', 'link.js'])
  rmSync(join(root, 'fn'), { recursive: true })
  expect(existsSync(join(staged?.folder ?? '', 'index.js'))).toBe(true)
})
