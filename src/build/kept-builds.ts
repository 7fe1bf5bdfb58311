import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import { namesIn } from './repository.ts'
import { addFile } from './sources.ts'

/**
 * A build that is kept: `KEY/` is its code, `KEY.json` beside it what was found and read on the way, `KEY.aside/` what
 * runs on this machine find beside the code.
 */
export interface KeptBuild {
  readonly folder: string
  readonly aside?: string
  readonly findings: readonly Diagnostic[]
}

/** Finds a build; files outside the project that it read, such as sources beside the folder, are looked at again. */
export function findBuild(store: string, key: string): KeptBuild | undefined {
  const folder = join(store, key)
  try {
    const { findings, read } = JSON.parse(readFileSync(`${folder}.json`, 'utf8'))
    return statSync(folder).isDirectory() && hashOfFiles(read.files) === read.hash
      ? { folder, ...asideOf(folder), findings }
      : undefined
  } catch {
    return undefined
  }
}

function asideOf(folder: string): Pick<KeptBuild, 'aside'> {
  const aside = `${folder}.aside`
  return existsSync(aside) ? { aside } : {}
}

/** What a build leaves to be kept. */
export interface BuildResult {
  /** The folder of the code; it is moved. */
  readonly out: string
  /** Is moved too, where it was made. */
  readonly aside: string
  readonly findings: readonly Diagnostic[]
  /** Files outside the project that were read. */
  readonly read: readonly string[]
}

/** Keeps what a build made, and takes away what is old. */
export function keepBuild(
  store: string,
  key: string,
  { out, aside, findings, read }: BuildResult,
): Omit<KeptBuild, 'findings'> {
  const folder = join(store, key)
  // Another run may have made the same meanwhile, and may be packaging it: what it made stays.
  if (findBuild(store, key) === undefined) {
    for (const old of [folder, `${folder}.aside`]) rmSync(old, { recursive: true, force: true })
    if (existsSync(aside)) renameSync(aside, `${folder}.aside`)
    renameSync(out, folder)
    const files = [...new Set(read)].sort()
    writeFileSync(`${folder}.json`, JSON.stringify({ findings, read: { files, hash: hashOfFiles(files) } }))
  }
  prune(store, key)
  sweep(store)
  return { folder, ...asideOf(folder) }
}

function hashOfFiles(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) addFile(hash, file)
  return hash.digest('hex')
}

/** The build before may still be run from; older ones are not. */
function prune(store: string, key: string): void {
  const older = readdirSync(store)
    .filter(name => name.endsWith('.json') && name !== `${key}.json`)
    .map(name => ({ name: name.slice(0, -'.json'.length), time: statSync(join(store, name)).mtimeMs }))
    .sort((one, other) => other.time - one.time)
  for (const { name } of older.slice(1)) {
    rmSync(join(store, `${name}.json`), { force: true })
    for (const old of [name, `${name}.aside`]) rmSync(join(store, old), { recursive: true, force: true })
  }
}

/** No build takes longer; process IDs do not tell, as a container that shares the folder counts its own. */
const longestBuild = 24 * 60 * 60 * 1000

/** Takes away what builds left in a folder that were killed. */
export function sweep(store: string): void {
  for (const name of namesIn(store).filter(name => name.endsWith('.partial'))) {
    const began = statSync(join(store, name), { throwIfNoEntry: false })?.mtimeMs
    if (began !== undefined && Date.now() - began > longestBuild)
      rmSync(join(store, name), { recursive: true, force: true })
  }
}
