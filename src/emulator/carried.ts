import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Contract, Language } from '../model/contract.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { type FunctionSpec, placeOfFunction } from '../model/stack.ts'
import type { Tree } from '../model/tree.ts'
import type { Host } from './runtimes/runtime.ts'

/** A function whose runtime may carry packages that its code asks for. */
export interface Carrying {
  readonly contract: Contract
  readonly spec: FunctionSpec
  readonly tree: Tree
  /** The interpreter of the function. */
  readonly file: string
  readonly host: Host
  /** Where packages are kept, once for all projects. */
  readonly cache: string
  /** Hears that packages are fetched, which takes seconds. */
  tell(line: string): void
}

/** A folder with packages, or why there is none; neither where the code asks for nothing. */
export interface Carried {
  readonly modules?: string
  readonly diagnostic?: Diagnostic
}

/**
 * Gives the packages that the cloud's runtime carries and the code asks for without having them, such as an SDK.
 * They are fetched once, into a folder that is named by what it holds.
 */
export function carriedFor(carrying: Carrying): Promise<Carried> {
  const { contract, spec, tree, cache } = carrying
  const language = contract.languageOf(spec.runtime)
  if (language === undefined || language === 'program' || contract.carried === undefined)
    return Promise.resolve({})
  const names = new Set<string>()
  for (const source of language === 'java' ? [''] : sourcesOf(tree, language))
    for (const name of contract.carried(spec.runtime, source)) names.add(name)
  const wanted = [...names].filter(name => !has(tree, language, name)).sort()
  if (wanted.length === 0) return Promise.resolve({})
  const { what, within } = installers[language]
  const key = createHash('sha256')
    .update(JSON.stringify([what(carrying), wanted]))
    .digest('hex')
  const folder = join(cache, `${language}-${key.slice(0, 16)}`)
  if (existsSync(join(folder, within))) return Promise.resolve({ modules: join(folder, within) })
  const known = asked.get(folder) ?? install(carrying, { language, wanted, folder })
  asked.set(folder, known)
  return known
}

/** What was asked for in this process: what failed is not tried again at each event. */
const asked = new Map<string, Promise<Carried>>()

/** A language whose runtime carries packages. */
type Carrier = Exclude<Language, 'program'>

interface Installer {
  /** Where the packages lie below the folder that they are installed to. */
  readonly within: string
  /** What packages of one machine cannot be shared between. */
  what(carrying: Carrying): string
  /** Writes what the command reads. */
  prepare?(folder: string, wanted: readonly string[]): void
  command(folder: string, wanted: readonly string[], carrying: Carrying): readonly string[]
}

/** What Maven takes its dependencies from. */
function pomOf(wanted: readonly string[]): string {
  const dependencies = wanted.map(name => {
    const [group, artifact, version] = name.split(':')
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
  })
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>fnx</groupId><artifactId>carried</artifactId><version>1</version>
<dependencies>${dependencies.join('')}</dependencies>
</project>
`
}

const installers: Readonly<Record<Carrier, Installer>> = {
  java: {
    within: 'jars',
    what: () => '',
    prepare: (folder, wanted) => writeFileSync(join(folder, 'pom.xml'), pomOf(wanted)),
    command: folder => [
      'mvn',
      ...['--batch-mode', '--quiet', '--file', join(folder, 'pom.xml')],
      'dependency:copy-dependencies',
      `-DoutputDirectory=${join(folder, 'jars')}`,
    ],
  },
  node: {
    within: 'node_modules',
    what: () => '',
    command: (folder, wanted) => ['npm', 'install', '--prefix', folder, ...quiet, ...wanted],
  },
  python: {
    within: 'packages',
    what: ({ spec }) => spec.runtime,
    command: (folder, wanted, { file }) => [
      file,
      '-m',
      'pip',
      'install',
      '--target',
      join(folder, 'packages'),
      ...wanted,
    ],
  },
}

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund']

interface Installation {
  readonly language: Carrier
  readonly wanted: readonly string[]
  readonly folder: string
}

const run = promisify(execFile)
/** Ms for packages to arrive. */
const patience = 180_000

async function install(carrying: Carrying, { language, wanted, folder }: Installation): Promise<Carried> {
  const { command, prepare, within } = installers[language]
  const { host, tell, spec } = carrying
  const partial = `${folder}.${process.pid}`
  tell(`Fetching once what the runtime ${spec.runtime} carries: ${wanted.join(', ')}`)
  try {
    mkdirSync(partial, { recursive: true, mode: 0o700 })
    prepare?.(partial, wanted)
    const [file = '', ...args] = command(partial, wanted, carrying)
    const env = { ...host.variables, PATH: host.searchPath }
    await run(file, args, { env, cwd: partial, timeout: patience })
    if (!existsSync(folder)) renameSync(partial, folder)
    return { modules: join(folder, within) }
  } catch {
    return {
      diagnostic: {
        code: 'W9004',
        message: `The cloud's runtime carries ${wanted.join(', ')}, which could not be fetched, so that ${spec.id} does not find it here.`,
        hint:
          language === 'java'
            ? 'Run it once with a network, and with Maven on the PATH.'
            : `Run: ${command(folder, wanted, carrying).join(' ')}`,
        ...placeOfFunction(spec),
      },
    }
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

const endings: Readonly<Record<Carrier, readonly string[]>> = {
  java: [],
  node: ['.js', '.mjs', '.cjs'],
  python: ['.py'],
}
/** Files of code that are looked into at most, and the bytes of one. */
const filesLimit = 500
const bytesLimit = 8_000_000

/** Gives the texts of the code itself; what was installed has what it needs. */
function* sourcesOf({ folder, parts }: Tree, language: Carrier): Generator<string> {
  const own = Object.entries(parts).filter(([path]) => !path.split('/').includes('node_modules'))
  const folders = [folder, ...own.map(([, from]) => from)]
  let left = filesLimit
  for (let next = folders.shift(); next !== undefined && left > 0; next = folders.shift())
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const place = join(next, entry.name)
      if (entry.isDirectory() && entry.name !== 'node_modules') folders.push(place)
      if (!entry.isFile() || !endings[language].includes(extname(entry.name)) || left-- <= 0) continue
      if (statSync(place).size <= bytesLimit) yield readFileSync(place, 'utf8')
    }
}

function has({ folder, parts }: Tree, language: Carrier, name: string): boolean {
  const own = name.replace(/(?<=.)@.*$/, '')
  // The client of a runtime stands beside the code, whatever the code brings.
  if (language === 'java') return false
  if (language === 'python') return existsSync(join(folder, own))
  return existsSync(join(parts.node_modules ?? join(folder, 'node_modules'), own))
}
