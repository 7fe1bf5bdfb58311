import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, symlinkSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { type Properties, record } from '../../model/value.ts'
import type { Job, Place } from '../method.ts'
import { textOf } from '../repository.ts'
import { addFile, linkTo, sourcesIn } from '../sources.ts'
import { type Closure, closureOf } from './closure.ts'
import { manifestIn } from './manifest.ts'
import { hasLinks, type Manager, managerOf } from './project.ts'

/** Gives what a package needs at run time as far as it is installed where it lies. */
export function installedClosure({ unit, repository }: Pick<Place, 'unit' | 'repository'>): Closure {
  return closureOf(unit.folder, repository)
}

/** Lists what a package needs and has not where it lies, or has in another version than its lock says. */
export function missingIn(place: Place): readonly string[] {
  const { missing } = installedClosure(place)
  return missing.length > 0 ? missing : unlikeLock(place.root)
}

/** Tells whether all that a package needs is installed where it lies. */
export function isInstalled(place: Place): boolean {
  return missingIn(place).length === 0
}

/** npm keeps what it installed beside the packages; where both are there, versions must agree. */
function unlikeLock(root: string): readonly string[] {
  const [wanted, has] = ['package-lock.json', 'node_modules/.package-lock.json'].map(name =>
    packagesOf(join(root, name)),
  )
  if (wanted === undefined || has === undefined) return []
  const unlike = Object.entries(wanted).filter(([path, value]) => {
    const { version, dev, optional, devOptional, peer } = record(value)
    if (path === '' || dev || optional || devOptional || peer || version === undefined) return false
    return record(has[path]).version !== version && record(has[path]).link !== true
  })
  return unlike.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
}

function packagesOf(file: string): Properties | undefined {
  try {
    return record(JSON.parse(textOf(file) ?? '').packages)
  } catch {
    return undefined
  }
}

/** Tells whether packages for development alone are installed beside those that are needed. */
export function hasDevelopment({ unit }: Place): boolean {
  const { development = {} } = manifestIn(unit.folder) ?? {}
  return Object.keys(development).some(name => existsSync(join(unit.folder, 'node_modules', name)))
}

/** Tells whether a folder of packages holds what a zip cannot carry: links to what lies elsewhere. */
export function isLinked({ unit, root }: Place): boolean {
  return hasLinks(unit.folder, root)
}

/** Gives stamps of all files of some packages: another install, or a patch by hand, changes them. */
export function stampsOf({ placed }: Closure, repository: string): readonly string[] {
  return placed.map(({ from, to }) => {
    const hash = createHash('sha256')
    for (const { path, file, link } of filesOf(from, repository)) {
      hash.update(`${path}\0`)
      if (link === undefined) addFile(hash, file, 'stamp')
    }
    return `${to} ${hash.digest('hex')}`
  })
}

/** Lists the files of an installed package without the packages below it, which have places of their own. */
export function filesOf(folder: string, repository: string) {
  return sourcesIn({ root: folder, repository, derived: ['node_modules'] })
}

export interface Installed {
  /** The folder of the package in a copy of its project, with node_modules beside or above it. */
  readonly folder: string
  readonly root: string
}

/**
 * Gives a copy of a project with what it names installed. Packages are kept for as long as the manifests stay the same;
 * the sources beside them are always those of now.
 */
export async function install(
  job: Job,
  { production }: { readonly production: boolean },
): Promise<Installed> {
  const { unit, root } = job
  const { manager, lock } = managerOf(root)
  const way = relative(root, unit.folder)
  const flags = flagsOf(manager, { lock, production, linked: isLinked(job), job })
  const key = [manager, ...flags, unit.architecture, way, manifestsHash(job), process.versions.modules ?? '']
  const folder = await job.installed(key, async to => {
    const copy = resolve(job.copy(), relative(unit.folder, root))
    cpSync(copy, to, { recursive: true, verbatimSymlinks: true })
    const env = {
      npm_config_update_notifier: 'false',
      // Where nothing answers, npm would try again for more than a minute.
      npm_config_fetch_retry_mintimeout: '1000',
      npm_config_fetch_retry_maxtimeout: '5000',
      ADBLOCK: '1',
      CI: 'true',
      COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
    }
    await job.run(manager, flags, { cwd: to, env })
  })
  const project = resolve(job.copy(), relative(unit.folder, root))
  for (const path of moduleFolders(folder)) {
    const [from, to] = [join(folder, path), join(project, path)]
    // Links between packages of a workspace are to lead to the sources of now.
    if (isLinked(job)) linkTo(to, sourcesIn({ root: from, repository: from }))
    else symlinkSync(from, to, 'junction')
  }
  return { folder: join(project, way), root: project }
}

/** Lists the folders of packages of a project, that of each member among them. */
function moduleFolders(root: string, prefix = ''): readonly string[] {
  const folders = readdirSync(join(root, prefix), { withFileTypes: true }).filter(entry =>
    entry.isDirectory(),
  )
  return folders.flatMap(({ name }) => {
    const path = join(prefix, name)
    return name === 'node_modules' ? [path] : name.startsWith('.') ? [] : moduleFolders(root, path)
  })
}

/** Files that say what is installed, and how. */
const told =
  /(^|\/)(package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|\.npmrc|\.yarnrc(\.yml)?|\.pnpmfile\.cjs)$|(^|\/)(patches|\.yarn)\//

function manifestsHash({ root, repository }: Place): string {
  const hash = createHash('sha256')
  const files = sourcesIn({ root, repository, derived: ['node_modules'] })
  for (const { path, file } of files.filter(({ path }) => told.test(path))) {
    hash.update(`${path}\0`)
    addFile(hash, file)
  }
  return hash.digest('hex')
}

interface Asking {
  readonly lock: string | undefined
  readonly production: boolean
  readonly linked: boolean
  readonly job: Job
}

function flagsOf(manager: Manager, { lock, production, job }: Asking): readonly string[] {
  const { unit, root } = job
  if (manager === 'pnpm')
    return [
      'install',
      ...(production ? ['--prod'] : []),
      lock === undefined ? '--no-frozen-lockfile' : '--frozen-lockfile',
    ]
  if (manager === 'yarn') {
    const modern =
      existsSync(join(root, '.yarnrc.yml')) || /^__metadata:/m.test(textOf(join(root, 'yarn.lock')) ?? '')
    if (modern) return ['install', ...(lock === undefined ? [] : ['--immutable'])]
    return [
      'install',
      '--non-interactive',
      ...(production ? ['--production'] : []),
      ...(lock === undefined ? [] : ['--frozen-lockfile']),
    ]
  }
  const cpu = unit.architecture === 'arm64' ? 'arm64' : 'x64'
  const own = process.platform === 'linux' && process.arch === cpu
  return [
    lock === undefined ? 'install' : 'ci',
    '--no-audit',
    '--no-fund',
    ...(production ? ['--omit=dev'] : []),
    ...(own ? [] : ['--os=linux', `--cpu=${cpu}`, '--libc=glibc']),
  ]
}
