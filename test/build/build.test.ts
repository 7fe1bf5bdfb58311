import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildAll } from '../../src/build/build.ts'
import type { Unit } from '../../src/build/unit.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { writeTree } from '../support/code.ts'
import { temporaryFolder } from '../support/temporary.ts'

/** Builds one unit of some files, as often as it is called; tools come from the PATH alone that is given. */
function project(
  files: Readonly<Record<string, string>>,
  given: Partial<Unit> = {},
  path = process.env.PATH,
) {
  const top = temporaryFolder()
  const folder = writeTree(join(top, 'code'), files)
  const unit: Unit = {
    id: 'Hello',
    kind: 'function',
    provider: 'aws',
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    architecture: 'x86_64',
    environment: {},
    folder,
    metadata: {},
    ...given,
  }
  const build = async (more: { readonly off?: boolean } = {}) => {
    const events: RunEvent[] = []
    const { value, diagnostics } = await buildAll([unit], {
      folder: top,
      store: join(top, '.fnx', 'build'),
      environment: { ...process.env, PATH: path },
      ignored: () => path => path.endsWith('.md'),
      emit: event => events.push(event),
      ...more,
    })
    return { built: value?.get('Hello'), diagnostics, events }
  }
  return { top, folder, build }
}

const makefile = { id: 'Hello', metadata: { BuildMethod: 'makefile' } }

describe('buildAll()', () => {
  it('runs the makefile in a copy and puts what it makes where the code will be', async () => {
    const { folder, build } = project(
      {
        Makefile: 'build-Hello:\n\ttouch left-behind\n\tcp app.js $(ARTIFACTS_DIR)/index.js\n',
        'app.js': 'a',
      },
      makefile,
    )
    const { built, diagnostics } = await build()
    expect(diagnostics).toEqual([])
    expect(readdirSync(built?.folder ?? '')).toEqual(['index.js'])
    expect(readdirSync(folder).sort()).toEqual(['Makefile', 'app.js'])
  })

  it('builds again what changed, and nothing else', async () => {
    const { folder, build } = project(
      { Makefile: 'build-Hello:\n\tcp app.js $(ARTIFACTS_DIR)\n', 'app.js': 'a' },
      makefile,
    )
    const first = await build()
    const second = await build()
    expect([first.built?.unchanged, second.built?.unchanged]).toEqual([false, true])
    expect(second.built?.folder).toBe(first.built?.folder)
    expect(second.events).toEqual([])
    writeFileSync(join(folder, 'app.js'), 'b')
    const third = await build()
    expect(readFileSync(join(third.built?.folder ?? '', 'app.js'), 'utf8')).toBe('b')
  })

  it('ends with what the tool wrote', async () => {
    const { build } = project({ Makefile: 'build-Hello:\n\t@echo no luck; exit 3\n' }, makefile)
    const { built, diagnostics, events } = await build()
    expect(built).toBeUndefined()
    expect(diagnostics).toMatchObject([{ code: 'E8012' }])
    expect(events.at(-1)).toMatchObject({ type: 'build-failed', output: expect.stringContaining('no luck') })
  })

  it('names a tool that is missing', async () => {
    const { build } = project({ 'go.mod': 'module x\n' }, { runtime: 'provided.al2023' }, '/nowhere')
    expect((await build()).diagnostics).toMatchObject([
      { code: 'E8016', message: 'Building Hello needs go, which is not on the PATH.' },
    ])
  })

  it('takes code as it lies when its packages are installed beside it', async () => {
    const { build } = project({
      'package.json': '{"dependencies":{"a":"^1.0.0"}}',
      'node_modules/a/package.json': '{"name":"a","version":"1.2.0"}',
    })
    expect((await build()).built).toBeUndefined()
  })

  it('says what is missing when builds are off', async () => {
    const { build } = project({ 'package.json': '{"dependencies":{"a":"^1.0.0"}}' })
    const { built, diagnostics } = await build({ off: true })
    expect(built).toBeUndefined()
    expect(diagnostics).toMatchObject([
      { code: 'W8007', message: expect.stringContaining('Hello needs a, which is not') },
    ])
  })

  it('leaves out what is for development, and follows links within the repository', async () => {
    const { top, build } = project({
      'package.json': '{"dependencies":{"a":"^1.0.0","b":"file:../b"},"devDependencies":{"d":"*"}}',
      'README.md': '',
      'index.js': '',
      'node_modules/a/package.json': '{"name":"a","version":"1.2.0","dependencies":{"c":"2"}}',
      'node_modules/a/node_modules/c/package.json': '{"name":"c","version":"2.0.0"}',
      'node_modules/c/package.json': '{"name":"c","version":"1.0.0"}',
      'node_modules/d/package.json': '{"name":"d","version":"1.0.0"}',
      'node_modules/b/package.json': '{"name":"b","version":"1.0.0","dependencies":{"c":"1"}}',
    })
    const { built, diagnostics } = await build()
    expect(diagnostics).toEqual([])
    const files = readdirSync(built?.folder ?? '', { recursive: true, encoding: 'utf8' })
    expect(
      files.filter(file => file.endsWith('.json') || file.endsWith('.js') || file.endsWith('.md')).sort(),
    ).toEqual([
      'index.js',
      'node_modules/a/package.json',
      'node_modules/b/node_modules/c/package.json',
      'node_modules/b/package.json',
      'node_modules/c/package.json',
      'package.json',
    ])
    expect(existsSync(join(top, 'code', 'node_modules', 'd'))).toBe(true)
  })
})
