import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { lacks } from './needs.ts'

/** A Node to run the program on. */
export interface OtherNode {
  readonly version: number
  readonly file: string
}

/** The Node of this machine, and those of the named versions that are found; for the others it is said that they are not. */
export function nodesOf(versions: readonly number[]): readonly OtherNode[] {
  const own = { version: Number(process.versions.node.split('.')[0]), file: process.execPath }
  const others = versions
    .filter(version => version !== own.version)
    .flatMap(version => {
      const file = candidates(version).find(path => existsSync(path) && majorOf(path) === version)
      return lacks(`Node ${version}`, file !== undefined) || file === undefined ? [] : [{ version, file }]
    })
  return [own, ...others]
}

/** `node22` on the PATH, and where the managers of versions keep theirs. */
function candidates(version: number): readonly string[] {
  const path = (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, `node${version}`))
  const home = homedir()
  const managed: readonly (readonly [folder: string, inside: string])[] = [
    [join(home, '.nvm', 'versions', 'node'), 'bin/node'],
    [join(home, '.local', 'share', 'fnm', 'node-versions'), 'installation/bin/node'],
    [join(home, '.volta', 'tools', 'image', 'node'), 'bin/node'],
  ]
  const kept = managed.flatMap(([folder, inside]) =>
    namesIn(folder)
      .filter(name => name.replace(/^v/, '').startsWith(`${version}.`))
      .map(name => join(folder, name, inside)),
  )
  return [...path, ...kept]
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function majorOf(file: string): number {
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' })
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1])
}
