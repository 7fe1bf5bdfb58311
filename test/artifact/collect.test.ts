import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { collectFolder, readIgnored } from '../../src/artifact/collect.ts'
import { type Entry, executableMode, fileMode, linkMode } from '../../src/artifact/entry.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { writeTree } from '../support/code.ts'
import { temporaryFolder } from '../support/fnx.ts'

function collect(
  folder: string,
  templateFolder = folder,
): { entries: readonly Entry[]; found: readonly Diagnostic[] } {
  const found: Diagnostic[] = []
  const entries = collectFolder(folder, readIgnored(folder, templateFolder), diagnostic =>
    found.push(diagnostic),
  )
  return { entries, found }
}

const pathsOf = (entries: readonly Entry[]): readonly string[] => entries.map(({ path }) => path).sort()

describe('collectFolder()', () => {
  it('finds files at every depth and has no entry for a folder', () => {
    const folder = writeTree(temporaryFolder(), { 'a.js': '', 'b/c/d.js': '', '.hidden': '' })
    mkdirSync(join(folder, 'empty'))
    expect(pathsOf(collect(folder).entries)).toEqual(['.hidden', 'a.js', 'b/c/d.js'])
  })

  it('keeps the executable bit and nothing else of a mode', () => {
    const folder = writeTree(temporaryFolder(), { a: '', b: '', c: '' })
    chmodSync(join(folder, 'a'), 0o600)
    chmodSync(join(folder, 'b'), 0o700)
    chmodSync(join(folder, 'c'), 0o4777)
    const modes = Object.fromEntries(collect(folder).entries.map(({ path, mode }) => [path, mode]))
    expect(modes).toEqual({ a: fileMode, b: executableMode, c: executableMode })
  })

  it('leaves out what is built in and what the ignore files of both folders say', () => {
    const top = writeTree(temporaryFolder(), {
      '.funignore': 'code/docs\n*.md\n',
      'code/.fnxignore': '*.log\n!keep.log\n!README.md\n',
      'code/a.js': '',
      'code/b.log': '',
      'code/keep.log': '',
      'code/docs/x.txt': '',
      'code/README.md': '',
      'code/NOTES.md': '',
      'code/.git/HEAD': '',
      'code/lib/__pycache__/x.pyc': '',
      'code/node_modules/.cache/x': '',
      'code/node_modules/y/index.js': '',
    })
    const { entries } = collect(join(top, 'code'), top)
    expect(pathsOf(entries)).toEqual(['README.md', 'a.js', 'keep.log', 'node_modules/y/index.js'])
  })

  it('keeps links that stay inside, also those that lead nowhere or in a circle', () => {
    const folder = writeTree(temporaryFolder(), { 'a/b.js': 'x' })
    const links = {
      'to-file': 'a/b.js',
      'to-folder': 'a',
      'a/up': '../a/b.js',
      nowhere: 'gone',
      one: 'two',
      two: 'one',
    }
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(folder, path))
    const { entries, found } = collect(folder)
    const kept = entries.filter(({ mode }) => mode === linkMode)
    const targets = kept.map(({ path, content }) => [
      path,
      'bytes' in content ? Buffer.from(content.bytes).toString() : '',
    ])
    expect(Object.fromEntries(targets)).toEqual(links)
    expect(found).toEqual([])
  })

  it.each(['..', '../outside', 'a/../../x', '/etc/passwd', './b/../..'])('refuses a link to %s', target => {
    const folder = writeTree(join(temporaryFolder(), 'code'), { 'a/x': '' })
    symlinkSync(target, join(folder, 'link'))
    expect(() => collect(folder)).toThrow(/E8003 .*link is a symbolic link to/)
  })

  it('refuses a link whose text stays inside but whose way leads over another out', () => {
    const top = temporaryFolder()
    writeFileSync(join(top, 'secret'), '')
    const folder = writeTree(join(top, 'code'), { 'deep/x': '' })
    symlinkSync('..', join(folder, 'deep', 'up'))
    symlinkSync('up/../secret', join(folder, 'deep', 'sly'))
    expect(() => collect(folder)).toThrow(/E8003 .*sly/)
  })

  it.skipIf(process.platform === 'win32')('leaves out a pipe with a warning and does not wait for it', () => {
    const folder = writeTree(temporaryFolder(), { a: '' })
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const { entries, found } = collect(folder)
    expect(pathsOf(entries)).toEqual(['a'])
    expect(found.map(({ code }) => code)).toEqual(['W8004'])
  })

  it.skipIf(process.platform === 'win32')('refuses names that a zip cannot carry', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'back\\slash'), '')
    expect(() => collect(folder)).toThrow('E8002')
    rmSync(join(folder, 'back\\slash'))
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/latin`), Buffer.from([0xe9])]), '')
    expect(() => collect(folder)).toThrow('E8002')
  })

  it.skipIf(process.platform === 'win32')(
    'names a folder that cannot be read, be it inside or at the top',
    () => {
      const folder = writeTree(join(temporaryFolder(), 'code'), { 'closed/x': '' })
      chmodSync(dirname(folder), 0o755)
      for (const closed of [join(folder, 'closed'), folder]) {
        chmodSync(closed, 0)
        expect(() => asNobody(() => collect(folder))).toThrow(/E8002 .*cannot be read: its permissions/)
        chmodSync(closed, 0o755)
      }
    },
  )
})

/** The permissions of files hold for everyone but root, so root becomes someone else for a while. */
function asNobody<T>(work: () => T): T {
  if (process.getuid?.() !== 0) return work()
  process.seteuid?.(65_534)
  try {
    return work()
  } finally {
    process.seteuid?.(0)
  }
}
