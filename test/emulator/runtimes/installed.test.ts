import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runtimes } from '../../../src/emulator/runtimes/index.ts'
import { folderOf } from '../../support/local-cloud.ts'

function machine(programs: readonly string[]): string {
  const home = folderOf()
  for (const program of programs) {
    const file = join(home, program)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, 'x')
    chmodSync(file, 0o755)
  }
  return home
}

const startable = (runtime: string) => ({ id: 'Hello', runtime, tree: { folder: '/', parts: {} } })

const other = Number(process.versions.node.split('.')[0]) + 2

describe('a runtime', () => {
  it.each([
    ['nvm', `.nvm/versions/node/v${other}.1.0/bin/node`],
    ['fnm', `.local/share/fnm/node-versions/v${other}.1.0/installation/bin/node`],
    ['volta', `.volta/tools/image/node/${other}.1.0/bin/node`],
    ['asdf', `.asdf/installs/nodejs/${other}.1.0/bin/node`],
  ])('of Node is found where %s keeps it, and then nothing differs', async (_, program) => {
    const host = { home: machine([program]), searchPath: '' }
    const runtime = `nodejs${other}.x`
    expect(await runtimes.node.command(startable(runtime), host)).toMatchObject({
      file: join(host.home, program),
    })
    expect(await runtimes.node.mismatch(runtime, host)).toBeUndefined()
  })

  it('of Java is the one of its version, else a newer one, and never an older one', async () => {
    const home = machine(['jdk17/bin/java', '.sdkman/candidates/java/21.0.4-tem/bin/java'])
    writeFileSync(join(home, 'jdk17/release'), 'JAVA_VERSION="17.0.15"\n')
    writeFileSync(join(home, '.sdkman/candidates/java/21.0.4-tem/release'), 'JAVA_VERSION="21.0.4"\n')
    const host = { home, searchPath: join(home, 'jdk17/bin') }
    const file = async (runtime: string) => (await runtimes.java.command(startable(runtime), host)).file
    expect(await file('java17')).toBe(join(home, 'jdk17/bin/java'))
    expect(await file('java21')).toBe(join(home, '.sdkman/candidates/java/21.0.4-tem/bin/java'))
    expect(await file('java8.al2')).toBe(join(home, 'jdk17/bin/java'))
    expect(await runtimes.java.mismatch('java11', host)).toEqual({ asked: '11', has: '17' })
    expect(() => runtimes.java.command(startable('java25'), host)).toThrow(/E9003.*Java 25/)
  })

  it.each([
    ['pyenv', '.pyenv/versions/3.12.4/bin/python3'],
    ['uv', '.local/share/uv/python/cpython-3.12.4-linux-x86_64-gnu/bin/python3'],
    ['the search path', 'bin/python3.12'],
  ])('of Python is found where %s has it', async (_, program) => {
    const home = machine([program, '.pyenv/versions/3.1.2/bin/python3'])
    const host = { home, searchPath: join(home, 'bin') }
    expect(await runtimes.python.command(startable('python3.12'), host)).toMatchObject({
      file: join(home, program),
    })
  })

  it('is the newest that fits, by number', async () => {
    const versions = ['9.9.9', '10.2.0', '10.10.0'].map(
      patch => `${other}.${patch.split('.').slice(1).join('.')}`,
    )
    const home = machine(versions.map(version => `.nvm/versions/node/v${version}/bin/node`))
    const { file } = await runtimes.node.command(startable(`nodejs${other}.x`), { home, searchPath: '' })
    expect(file).toContain(`v${other}.10.0`)
  })

  it('is looked for where a variable says', async () => {
    const elsewhere = machine([`versions/node/v${other}.1.0/bin/node`])
    const host = { home: folderOf(), searchPath: '', variables: { NVM_DIR: elsewhere } }
    expect(
      (await runtimes.node.command(startable(`nodejs${other}.x`), host)).file.startsWith(elsewhere),
    ).toBe(true)
  })

  it('that is not installed runs on what there is, and is told', async () => {
    const host = { home: folderOf(), searchPath: '' }
    expect(await runtimes.node.command(startable(`nodejs${other}.x`), host)).toMatchObject({
      file: process.execPath,
    })
    expect(await runtimes.node.mismatch(`nodejs${other}.x`, host)).toEqual({
      asked: String(other),
      has: process.versions.node.split('.')[0],
    })
  })
})
