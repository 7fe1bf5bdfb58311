import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readZip } from '../../src/artifact/read-zip.ts'
import { unpack } from '../../src/artifact/unpack.ts'
import { writeTree } from '../support/code.ts'
import { fnx, localCloud, temporaryFolder } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'
import { officialAnswer, officialClient } from '../support/official-client.ts'
import { toolEnvironment } from '../support/tool-environment.ts'

/** A project of one function, and what it answers before and after one line is changed. */
interface Case {
  readonly name: string
  /** Programs that must be on this machine. */
  readonly tools: readonly (readonly string[])[]
  readonly runtime: string
  readonly handler: string
  readonly code?: string
  readonly metadata?: string
  readonly files: Readonly<Record<string, string>>
  /** Names of files in the zip, some of which must be there. */
  readonly holds: readonly string[]
  readonly change: readonly [file: string, from: string, to: string]
  /** Absent for languages that do not run here. */
  readonly answers?: readonly [string, string]
}

const npm = ['npm', '--version'] as const
const pip = ['python3', '-m', 'pip', '--version'] as const
const python = `python3.${pythonMinor()}`

const cases: readonly Case[] = [
  {
    name: 'npm without a lock',
    tools: [npm],
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    files: {
      'code/package.json': '{"dependencies":{"ms":"^2.1.0"},"devDependencies":{"left-pad":"1.3.0"}}',
      'code/index.js': "const ms = require('ms')\nexports.handler = async () => ms('2 days')\n",
    },
    holds: ['index.js', 'node_modules/ms/index.js'],
    change: ['code/index.js', '2 days', '3 days'],
    answers: ['172800000', '259200000'],
  },
  {
    name: 'esbuild with a package',
    tools: [npm],
    runtime: 'nodejs20.x',
    handler: 'app.handler',
    metadata:
      '{BuildMethod: esbuild, BuildProperties: {Format: esm, Minify: false, Banner: ["js=// hello"]}}',
    files: {
      'code/package.json': '{"dependencies":{"ms":"2.1.3"}}',
      'code/app.ts':
        "import ms from 'ms'\nexport const handler = async (): Promise<number> => ms('2 days')\n",
    },
    holds: ['app.mjs'],
    change: ['code/app.ts', '2 days', '3 days'],
    answers: ['172800000', '259200000'],
  },
  {
    name: 'pip',
    tools: [pip],
    runtime: python,
    handler: 'app.handler',
    files: {
      'code/requirements.txt': 'six==1.16.0  # small and pure\n',
      'code/app.py': 'import six\ndef handler(event, context):\n    return "one " + six.__version__\n',
    },
    holds: ['app.py', 'six.py'],
    change: ['code/app.py', 'one', 'two'],
    answers: ['"one 1.16.0"', '"two 1.16.0"'],
  },
  {
    name: 'npm workspace',
    tools: [npm],
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    code: 'packages/fn',
    files: {
      'package.json': '{"private":true,"workspaces":["packages/*"]}',
      'packages/fn/package.json': '{"name":"fn","version":"1.0.0","dependencies":{"@app/lib":"*"}}',
      'packages/fn/index.js': "exports.handler = async () => require('@app/lib')('one')\n",
      'packages/lib/package.json': '{"name":"@app/lib","version":"1.0.0","dependencies":{"ms":"2.1.3"}}',
      'packages/lib/index.js': "const ms = require('ms')\nmodule.exports = word => `${word} ${ms('1m')}`\n",
    },
    holds: ['index.js', 'node_modules/@app/lib/index.js', 'node_modules/ms/index.js'],
    change: ['packages/lib/index.js', '1m', '2m'],
    answers: ['"one 60000"', '"one 120000"'],
  },
  {
    name: 'pnpm',
    tools: [['pnpm', '--version']],
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    files: {
      'code/package.json': '{"packageManager":"pnpm","dependencies":{"debug":"4.3.4"}}',
      'code/index.js': "require('debug')\nexports.handler = async () => 'one'\n",
    },
    holds: ['index.js'],
    change: ['code/index.js', 'one', 'two'],
    answers: ['"one"', '"two"'],
  },
  {
    name: 'yarn',
    tools: [['yarn', '--version']],
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    files: {
      'code/package.json': '{"license":"MIT","dependencies":{"ms":"2.1.3"}}',
      'code/yarn.lock': yarnLock(),
      'code/index.js': "exports.handler = async () => require('ms')('1m')\n",
    },
    holds: ['index.js', 'node_modules/ms/index.js'],
    change: ['code/index.js', '1m', '2m'],
    answers: ['60000', '120000'],
  },
  {
    name: 'the lock of Poetry',
    tools: [pip],
    runtime: python,
    handler: 'app.handler',
    files: {
      'code/pyproject.toml':
        '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.9"\nPython-Dateutil = "^2.8"\n',
      'code/poetry.lock': `[[package]]
name = "python-dateutil"
version = "2.8.2"
optional = false
[package.dependencies]
six = ">=1.5"

[[package]]
name = "six"
version = "1.16.0"
optional = false

[[package]]
name = "pytest"
version = "8.0.0"
optional = false
`,
      'code/app.py':
        'import dateutil, six\ndef handler(event, context):\n    return "one " + six.__version__\n',
    },
    holds: ['app.py', 'six.py', 'dateutil/__init__.py'],
    change: ['code/app.py', 'one', 'two'],
    answers: ['"one 1.16.0"', '"two 1.16.0"'],
  },
  {
    name: 'a package that exists as source alone, beside a wheel for the machine',
    tools: [pip],
    runtime: python,
    handler: 'app.handler',
    files: {
      'code/requirements.txt': 'docopt==0.6.2\npydantic==2.9.2\n',
      'code/app.py':
        'import docopt, pydantic\ndef handler(event, context):\n    return "one " + pydantic.VERSION\n',
    },
    holds: ['app.py', 'docopt.py', 'pydantic/__init__.py', 'pydantic_core/__init__.py'],
    change: ['code/app.py', 'one', 'two'],
    answers: ['"one 2.9.2"', '"two 2.9.2"'],
  },
  {
    name: 'go',
    tools: [['go', 'version']],
    runtime: 'provided.al2023',
    handler: 'bootstrap',
    files: {
      'code/go.mod': 'module example.com/hello\n\ngo 1.19\n\nrequire github.com/aws/aws-lambda-go v1.47.0\n',
      'code/go.sum':
        'github.com/aws/aws-lambda-go v1.47.0 h1:0H8s0vumYx/YKs4sE7YM0ktwL2eWse+kfopsRI1sXVI=\ngithub.com/aws/aws-lambda-go v1.47.0/go.mod h1:dpMpZgvWx5vuQJfBt0zqBha60q7Dd7RfgJv23DymV8A=\n',
      'code/main.go':
        'package main\n\nimport "github.com/aws/aws-lambda-go/lambda"\n\nfunc main() {\n\tlambda.Start(func() (string, error) { return "one", nil })\n}\n',
    },
    holds: ['bootstrap'],
    change: ['code/main.go', 'one', 'two'],
    answers: ['"one"', '"two"'],
  },
  {
    name: 'cargo',
    tools: [['cargo', '--version']],
    runtime: 'provided.al2023',
    handler: 'bootstrap',
    metadata: '{BuildMethod: rust-cargolambda}',
    files: {
      'code/Cargo.toml': `[package]
name = "hello"
version = "0.1.0"
edition = "2021"

[dependencies]
lambda_runtime = { version = "1", default-features = false }
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt"] }
`,
      'code/src/main.rs': `use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::Value;

async fn handle(_: LambdaEvent<Value>) -> Result<&'static str, Error> {
    Ok("one")
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(handle)).await
}
`,
    },
    holds: ['bootstrap'],
    change: ['code/src/main.rs', 'one', 'two'],
    answers: ['"one"', '"two"'],
  },
  {
    name: 'Maven',
    tools: [['mvn', '--version']],
    runtime: 'java17',
    handler: 'example.App::handle',
    files: {
      'code/pom.xml': pom(),
      'code/src/main/java/example/App.java':
        'package example;\npublic class App {\n  public String handle(Object event) throws Exception {\n    return new com.fasterxml.jackson.databind.ObjectMapper().readTree("[\\"one\\"]").get(0).asText();\n  }\n}\n',
    },
    holds: ['example/App.class', 'lib/jackson-databind-2.17.2.jar'],
    change: ['code/src/main/java/example/App.java', 'one', 'two'],
    answers: ['"one"', '"two"'],
  },
  {
    name: 'Kotlin by Maven',
    tools: [['mvn', '--version']],
    runtime: 'java17',
    handler: 'example.App::handle',
    files: {
      'code/pom.xml': kotlinPom(),
      'code/src/main/kotlin/example/App.kt':
        'package example\n\nclass App {\n    fun handle(event: Any?): String = "one"\n}\n',
    },
    holds: ['example/App.class', 'lib/kotlin-stdlib-2.0.21.jar'],
    change: ['code/src/main/kotlin/example/App.kt', 'one', 'two'],
    answers: ['"one"', '"two"'],
  },
  {
    name: 'bundler, with a gem of the project',
    tools: [['bundle', '--version']],
    runtime: 'ruby3.3',
    handler: 'app.handle',
    files: {
      'code/Gemfile': "source 'https://rubygems.org'\ngem 'word', path: 'word'\n",
      'code/word/word.gemspec':
        "Gem::Specification.new do |gem|\n  gem.name = 'word'\n  gem.version = '1.0'\n  gem.summary = 'A word'\n  gem.authors = ['fnx']\n  gem.files = ['lib/word.rb']\nend\n",
      'code/word/lib/word.rb': "WORD = 'one'\n",
      'code/app.rb': "require 'word'\n\ndef handle(event:, context:)\n  WORD\nend\n",
    },
    holds: ['app.rb', 'word/lib/word.rb', 'Gemfile.lock'],
    change: ['code/word/lib/word.rb', 'one', 'two'],
  },
  {
    name: 'composer, with a package of the project',
    tools: [['composer', '--version']],
    runtime: 'provided.al2023',
    handler: 'index.php',
    files: {
      'code/composer.json':
        '{"require":{"acme/word":"*"},"repositories":[{"type":"path","url":"./word"},{"packagist.org":false}]}',
      'code/word/composer.json': '{"name":"acme/word","version":"1.0.0","autoload":{"files":["word.php"]}}',
      'code/word/word.php': "<?php\nconst WORD = 'one';\n",
      'code/index.php': "<?php\nrequire 'vendor/autoload.php';\n",
    },
    holds: ['index.php', 'vendor/autoload.php', 'vendor/acme/word/word.php'],
    change: ['code/word/word.php', 'one', 'two'],
  },
  {
    name: 'makefile',
    tools: [['make', '--version']],
    runtime: 'nodejs20.x',
    handler: 'made.handler',
    metadata: '{BuildMethod: makefile}',
    files: {
      'code/Makefile': 'build-Hello:\n\tsed s/NAME/fnx/ app.js > $(ARTIFACTS_DIR)/made.js\n',
      'code/app.js': "exports.handler = async () => 'hello NAME'\n",
    },
    holds: ['made.js'],
    change: ['code/app.js', 'hello', 'good bye'],
    answers: ['"hello fnx"', '"good bye fnx"'],
  },
]

function yarnLock(): string {
  return `# yarn lockfile v1


ms@2.1.3:
  version "2.1.3"
  resolved "https://registry.yarnpkg.com/ms/-/ms-2.1.3.tgz#574c8138ce1d2b5861f0b44579dbadd60c6615b2"
  integrity sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==
`
}

function pom(): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>app</artifactId><version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>2.17.2</version>
    </dependency>
  </dependencies>
</project>
`
}

function kotlinPom(): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>app</artifactId><version>1</version>
  <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <dependencies>
    <dependency>
      <groupId>org.jetbrains.kotlin</groupId><artifactId>kotlin-stdlib</artifactId><version>2.0.21</version>
    </dependency>
  </dependencies>
  <build>
    <sourceDirectory>src/main/kotlin</sourceDirectory>
    <plugins><plugin>
      <groupId>org.jetbrains.kotlin</groupId><artifactId>kotlin-maven-plugin</artifactId><version>2.0.21</version>
      <executions><execution><id>compile</id><phase>compile</phase><goals><goal>compile</goal></goals></execution></executions>
      <configuration><jvmTarget>17</jvmTarget></configuration>
    </plugin></plugins>
  </build>
</project>
`
}

function pythonMinor(): string {
  const { stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' })
  return /^Python 3\.(\d+)/.exec(stdout ?? '')?.[1] ?? '12'
}

describe.each(cases)('$name', project => {
  const missing = project.tools.some(([command = '', ...args]) => lacks(command, runs(command, ...args)))
  let changed = false
  let top = ''
  beforeAll(() => {
    top = writeTree(mkdtempSync(join(tmpdir(), 'fnx-build-')), {
      ...project.files,
      'template.yaml': templateOf(project),
    })
  })
  afterAll(() => rmSync(top, { recursive: true, force: true }))
  const run = (...args: readonly string[]) => fnx(args, { cwd: top, env: toolEnvironment(), limit: 600_000 })
  const change = (): void => {
    edit(top, project)
    changed = true
  }

  it.skipIf(missing)(
    'is built, run and deployed, and again after a change',
    async () => {
      const before = names(top)
      const first = await run('package', '--output', 'json')
      expect(first.stderr + first.stdout).not.toMatch(/"code":"E/)
      expect(first.code).toBe(0)
      expect(await namesInZip(first.stdout)).toEqual(expect.arrayContaining([...project.holds]))
      const second = await run('package', '--output', 'json')
      expect([...second.stdout.matchAll(/"type":"build-[a-z]+"/g)]).toEqual([])
      if (project.answers !== undefined) {
        const [answer, after] = project.answers
        expect((await run('invoke', 'Hello', '--local')).stdout.trim()).toBe(answer)
        expect((await run('deploy', '--local', '--yes')).code).toBe(0)
        expect(await deployedAnswer(top)).toBe(answer)
        change()
        expect((await run('invoke', 'Hello', '--local')).stdout.trim()).toBe(after)
        expect((await run('deploy', '--local', '--yes')).code).toBe(0)
        expect(await deployedAnswer(top)).toBe(after)
      } else {
        expect((await run('deploy', '--local', '--yes')).code).toBe(0)
        const hash = hashIn(first.stdout)
        change()
        expect(hashIn((await run('package', '--output', 'json')).stdout)).not.toBe(hash)
        expect((await run('deploy', '--local', '--yes')).code).toBe(0)
      }
      expect(names(top).filter(name => !before.includes(name))).toEqual([])
    },
    900_000,
  )

  const { answers, runtime, handler } = project
  const client = answers === undefined ? undefined : officialClient(runtime, handler)
  if (client === undefined || answers === undefined) return
  const [file, ...args] = client.needs

  it.skipIf(missing || lacks(client.command.join(' '), runs(file, ...args)))(
    'answers the same from its zip, unpacked into an empty folder, under the official client',
    async () => {
      const packaged = await run('package', '--output', 'json')
      const folder = join(temporaryFolder(), 'task')
      await unpack(zipIn(packaged.stdout), folder)
      expect(JSON.stringify(JSON.parse((await officialAnswer(folder, client, handler)).body))).toBe(
        answers[changed ? 1 : 0],
      )
    },
    900_000,
  )
})

/** What the copy answers that was deployed onto the local cloud. */
async function deployedAnswer(cwd: string): Promise<string> {
  const cloud = await localCloud([], { cwd, env: { HOME: temporaryFolder() } })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new LambdaClient({ endpoint: cloud.apiUrl, region: 'us-east-1', credentials })
  try {
    const { Functions: [found] = [] } = await client.send(new ListFunctionsCommand())
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: found?.FunctionName }))
    return Buffer.from(Payload ?? []).toString()
  } finally {
    client.destroy()
    await cloud.kill()
  }
}

function hashIn(output: string): string {
  return JSON.parse(output.trim().split('\n').at(-1) ?? '{}').artifacts[0].hash
}

/** Lists the files of the only zip that a `package --output json` made. */
async function namesInZip(output: string): Promise<readonly string[]> {
  const entries = await readZip(readFileSync(zipIn(output)))
  return entries.map(({ path }) => path)
}

/** Names the only zip that a `package --output json` made. */
function zipIn(output: string): string {
  return JSON.parse(output.trim().split('\n').at(-1) ?? '{}').artifacts[0].file
}

function edit(top: string, { change: [file, from, to] }: Case): void {
  const path = join(top, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

/** All files but those that fnx keeps in its own folder. */
function names(top: string): readonly string[] {
  return readdirSync(top, { recursive: true, encoding: 'utf8' }).filter(name => !/^\.fnx(\/|$)/.test(name))
}

function templateOf({ runtime, handler, metadata, code = 'code' }: Case): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
${metadata === undefined ? '' : `    Metadata: ${metadata}\n`}    Properties: {CodeUri: ${code}, Handler: ${handler}, Runtime: ${runtime}, Timeout: 20}
`
}
