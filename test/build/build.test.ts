import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
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
  code = '.',
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
    folder: join(folder, code),
    metadata: {},
    ...given,
  }
  const build = async (more: { readonly off?: boolean; emit?(event: RunEvent): void } = {}) => {
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

  it('leaves what another run has made of the same meanwhile, for it may be in use', async () => {
    const { build } = project(
      { Makefile: 'build-Hello:\n\tcp app.js $(ARTIFACTS_DIR)\n', 'app.js': 'a' },
      makefile,
    )
    const folder = (await build()).built?.folder ?? ''
    const ofOther = `${folder}.other`
    for (const end of ['', '.json']) renameSync(`${folder}${end}`, `${ofOther}${end}`)
    writeFileSync(join(ofOther, 'theirs'), '')
    const land = (event: RunEvent): void => {
      if (event.type !== 'build-started') return
      for (const end of ['', '.json']) renameSync(`${ofOther}${end}`, `${folder}${end}`)
    }
    const { built, diagnostics } = await build({ emit: land })
    expect(diagnostics).toEqual([])
    expect(readdirSync(built?.folder ?? '').sort()).toEqual(['app.js', 'theirs'])
  })

  it('takes away what a killed build left, and leaves what one that runs is making', async () => {
    const { folder, build } = project(
      { Makefile: 'build-Hello:\n\tcp app.js $(ARTIFACTS_DIR)\n', 'app.js': 'a' },
      makefile,
    )
    const store = dirname((await build()).built?.folder ?? '')
    const folders = [store, join(dirname(store), 'packages')]
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60
    for (const each of folders) {
      for (const name of ['killed.7.partial', 'running.8.partial'])
        mkdirSync(join(each, name, 'out'), { recursive: true })
      utimesSync(join(each, 'killed.7.partial'), twoDaysAgo, twoDaysAgo)
    }
    writeFileSync(join(folder, 'app.js'), 'b')
    await build()
    for (const each of folders) {
      const left = readdirSync(each).filter(name => name.endsWith('.partial'))
      expect(left).toEqual(['running.8.partial'])
    }
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

  it('says that a makefile is missing', async () => {
    expect((await project({ 'app.js': '' }, makefile).build()).diagnostics).toMatchObject([{ code: 'E8013' }])
  })

  it('refuses a BuildMethod that is none', async () => {
    const { build } = project({}, { metadata: { BuildMethod: 'cobol' } })
    expect((await build()).diagnostics).toMatchObject([{ code: 'E8013' }])
  })

  it('names what requirements.txt asks for when builds are off', async () => {
    const { build } = project({ 'requirements.txt': 'requests>=2\n' }, { runtime: 'python3.12' })
    expect((await build({ off: true })).diagnostics).toMatchObject([
      { code: 'W8007', message: expect.stringContaining('Hello needs requests, which is not installed') },
    ])
  })

  it('refuses a package of which there is only the source, for another machine', async () => {
    const tools = fakeTools({
      python3:
        'case "$3" in install) echo "ERROR: No matching distribution found for slow==1.0"; exit 1;; wheel) touch made/slow-1.0-cp311-cp311-linux_x86_64.whl;; esac',
    })
    const { build } = project(
      { 'requirements.txt': 'slow==1.0\n' },
      { runtime: 'python3.12', architecture: 'arm64' },
      `${tools}:/usr/bin:/bin`,
    )
    expect((await build()).diagnostics).toMatchObject([
      {
        code: 'E8015',
        message: expect.stringContaining('slow==1.0, which has no wheel for python3.12 on arm64'),
      },
    ])
    const [first = ''] = readFileSync(join(tools, 'calls'), 'utf8').split('\n')
    expect(first).toMatch(/--only-binary :all: .*--python-version 3\.12 --platform manylinux_2_34_aarch64 /)
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
    const { built, diagnostics, events } = await build()
    const used = 'the packages that are installed beside it'
    expect(events).toContainEqual(expect.objectContaining({ type: 'build-done', used }))
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

/** Tools that write down how they were called, and make what the real ones would. */
function fakeTools(tools: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  for (const [name, script] of Object.entries(tools)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> "${folder}/calls"\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

/** Builds with tools of our own making, for languages that are not on every machine; gives the calls and the files. */
async function withFakes(
  files: Readonly<Record<string, string>>,
  given: Partial<Unit>,
  tools: Readonly<Record<string, string>>,
) {
  const fakes = fakeTools(tools)
  const { folder, build } = project(files, given, `${fakes}:/usr/bin:/bin`)
  const before = readdirSync(folder, { recursive: true })
  const { built, diagnostics } = await build()
  expect(diagnostics).toEqual([])
  expect(readdirSync(folder, { recursive: true })).toEqual(before)
  const made = readdirSync(built?.folder ?? '', { recursive: true, withFileTypes: true })
  const names = made.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return {
    calls: readFileSync(join(fakes, 'calls'), 'utf8').trim().split('\n'),
    names: names.map(name => name.slice((built?.folder ?? '').length + 1)).sort(),
  }
}

/** What the tools write where no server answers, each in its own words. */
const offline = [
  [
    'npm',
    { 'package.json': '{"dependencies":{"ms":"2.1.3"}}' },
    'nodejs20.x',
    'npm error code EAI_AGAIN\nnpm error request to https://registry.npmjs.org/ms failed, reason: getaddrinfo EAI_AGAIN registry.npmjs.org',
    'registry.npmjs.org',
  ],
  [
    'python3',
    { 'requirements.txt': 'six==1.16.0\n' },
    'python3.12',
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution': /simple/six/\nERROR: No matching distribution found for six==1.16.0",
    'its registry',
  ],
  [
    'go',
    { 'go.mod': 'module x\n' },
    'provided.al2023',
    'main.go:6:2: Get "https://proxy.golang.org/a/@v/v1.zip": dial tcp: lookup proxy.golang.org on 10.0.0.1:53: network is unreachable',
    'proxy.golang.org',
  ],
  [
    'cargo',
    { 'Cargo.toml': '[package]\nname = "app"\n', 'Cargo.lock': '' },
    'provided.al2023',
    'failed to download from `https://index.crates.io/config.json`\n[6] Could not resolve hostname (Could not resolve host: index.crates.io)',
    'index.crates.io',
  ],
  [
    'mvn',
    { 'pom.xml': '<project/>' },
    'java21',
    'Could not transfer artifact from/to central (https://repo.maven.apache.org/maven2): Unknown host repo.maven.apache.org: Temporary failure in name resolution',
    'repo.maven.apache.org',
  ],
] as const

it.each(offline)(
  '%s without a network is a finding that names the server',
  async (tool, files, runtime, says, server) => {
    const fakes = fakeTools({ [tool]: `cat >&2 <<'END'\n${says}\nEND\nexit 1`, rustc: 'exit 1' })
    const { build } = project(files, { runtime }, `${fakes}:/usr/bin:/bin`)
    const { diagnostics } = await build()
    const message = expect.stringMatching(new RegExp(`did not reach ${server}\\.$`))
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'E8017', message, hint: 'Once there is a network, run: fnx build' }),
    )
  },
)

describe('languages whose tools are stood in for', () => {
  it('bundler installs into vendor/bundle, without what is for development', async () => {
    const { calls, names } = await withFakes(
      { Gemfile: '', 'Gemfile.lock': '', 'app.rb': '' },
      { runtime: 'ruby3.3' },
      {
        bundle:
          'test "$BUNDLE_WITHOUT $BUNDLE_FROZEN" = "development:test true" && mkdir -p "$BUNDLE_PATH/ruby" && touch "$BUNDLE_PATH/ruby/gem.rb"',
      },
    )
    expect(calls).toEqual(['bundle install --quiet'])
    expect(names).toEqual(['Gemfile', 'Gemfile.lock', 'app.rb', 'vendor/bundle/ruby/gem.rb'])
  })

  it('composer installs into vendor', async () => {
    const { calls, names } = await withFakes(
      { 'composer.json': '{}', 'index.php': '' },
      { runtime: 'Php8.0', provider: 'tencent' },
      { composer: 'mkdir vendor && touch vendor/autoload.php' },
    )
    expect(calls[0]).toMatch(/^composer install --no-dev --no-interaction/)
    expect(names).toEqual(['composer.json', 'index.php', 'vendor/autoload.php'])
  })

  it.each([
    ['dotnet8', 'x86_64', 'linux-x64 --self-contained false'],
    ['provided.al2023', 'arm64', 'linux-arm64 --self-contained true'],
  ] as const)('dotnet publishes for %s on %s', async (runtime, architecture, flags) => {
    const { calls, names } = await withFakes(
      { 'App.csproj': '', 'App.cs': '' },
      { runtime, architecture },
      { dotnet: 'mkdir -p obj "$6" && touch obj/x "$6/App.dll"' },
    )
    expect(calls[0]).toMatch(/^dotnet publish App\.csproj --configuration Release --output \S+ --runtime /)
    expect(calls[0]).toContain(flags)
    expect(names).toEqual(['App.dll'])
  })

  it("Gradle is the project's own wrapper, which is told where classes and jars go", async () => {
    const { calls, names } = await withFakes(
      { 'build.gradle.kts': '', 'settings.gradle.kts': '', gradlew, 'src/main/kotlin/App.kt': '' },
      { runtime: 'java21' },
      { gradle: 'exit 1', sh: 'exec /bin/sh "$@"' },
    ).catch(error => ({ calls: [String(error)], names: [] }))
    expect(calls.join()).not.toContain('gradle --no-daemon')
    expect(names).toEqual(['example/App.class', 'lib/a.jar'])
  })

  it('esbuild bundles from below the package.json whose packages it needs', async () => {
    const { top, folder, build } = project(
      {
        'package.json': '{"dependencies":{"a":"1"}}',
        'package-lock.json': '{}',
        'src/app.ts': "import 'a'\n",
      },
      { handler: 'app.handler', metadata: { BuildMethod: 'esbuild' } },
      `${fakeTools({ npm: 'mkdir -p node_modules/a && echo "{}" > node_modules/a/package.json && echo "a=1" > node_modules/a/index.js' })}:/usr/bin:/bin`,
      'src',
    )
    mkdirSync(join(top, '.git'))
    const { built, diagnostics } = await build()
    expect(diagnostics).toEqual([])
    expect(readdirSync(built?.folder ?? '')).toEqual(['app.js'])
    expect(readFileSync(join(built?.folder ?? '', 'app.js'), 'utf8')).toContain('a=1')
    expect(existsSync(join(folder, 'node_modules'))).toBe(false)
  })

  it('pnpm keeps links within the code', async () => {
    const { calls, names } = await withFakes(
      { 'package.json': '{"dependencies":{"a":"1"}}', 'pnpm-lock.yaml': '', 'index.js': '' },
      {},
      {
        pnpm: 'mkdir -p node_modules/.pnpm/a@1/node_modules/a && echo {} > node_modules/.pnpm/a@1/node_modules/a/package.json && ln -s .pnpm/a@1/node_modules/a node_modules/a',
      },
    )
    expect(calls).toEqual(['pnpm install --prod --frozen-lockfile'])
    expect(names).toEqual([
      'index.js',
      'node_modules/.pnpm/a@1/node_modules/a/package.json',
      'package.json',
      'pnpm-lock.yaml',
    ])
  })

  it('cargo-lambda is taken where it is installed', async () => {
    const { calls, names } = await withFakes(
      { 'Cargo.toml': '[package]\nname = "app"\n', 'Cargo.lock': '', 'src/main.rs': '' },
      { runtime: 'provided.al2023', architecture: 'arm64' },
      {
        cargo:
          'd="$CARGO_TARGET_DIR/aarch64-unknown-linux-gnu/release"; mkdir -p "$d" && touch "$d/app" "$d/app.d" && mkdir -p "$CARGO_TARGET_DIR/lambda/app" && touch "$CARGO_TARGET_DIR/lambda/app/bootstrap"',
        'cargo-lambda': '',
      },
    )
    expect(calls).toEqual([
      'cargo lambda build --output-format binary --release --target aarch64-unknown-linux-gnu --locked',
    ])
    expect(names).toEqual(['bootstrap'])
  })

  it('Go and Rust build for this machine what is to run on it', async () => {
    const unit = { runtime: 'provided.al2023', system: 'darwin' } as const
    const go = await withFakes({ 'go.mod': 'module x\n', 'main.go': '' }, unit, {
      go: 'echo "$GOOS" >> "$(dirname "$0")/calls"; while [ "$1" != -o ]; do shift; done; touch "$2"',
    })
    expect(go.calls).toContain('darwin')
    const rust = await withFakes(
      { 'Cargo.toml': '[package]\nname = "app"\n', 'Cargo.lock': '', 'src/main.rs': '' },
      unit,
      {
        cargo: 'd="$CARGO_TARGET_DIR/release"; mkdir -p "$d" && touch "$d/app" "$d/app.d"',
        'cargo-lambda': '',
      },
    )
    expect(rust.calls).toEqual(['cargo build --release --locked'])
  })
})

const gradlew = `#!/bin/sh
to=$(sed -n "s/.*into '\\(.*\\)'$/\\1/p" "$4" | head -n 1)
mkdir -p "$to/example" "$to/lib" .gradle && touch "$to/example/App.class" "$to/lib/a.jar"
echo "gradlew $*" >> "$(dirname "$(command -v gradle)")/calls"
`
