import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isWithin } from '../repository.ts'
import { type Manifest, manifestIn } from './manifest.ts'
import { satisfies } from './version.ts'

/** A package that is installed, and where it goes below a folder of its own. */
export interface Placed {
  /** The real folder that holds it, whatever link led there. */
  readonly from: string
  /** `node_modules/a`, or `node_modules/a/node_modules/b` where another version of b stands above. */
  readonly to: string
}

/** What a package needs at run time, and what of it is not there. */
export interface Closure {
  readonly placed: readonly Placed[]
  readonly missing: readonly string[]
}

/**
 * Finds all packages that a package needs at run time as Node would find them, from its own folder up to a last one, and
 * gives each a place from which the same packages are found again: at the top, or beside the one that needs another
 * version. Links of workspaces and of pnpm are followed. With names it begins with those, whatever its manifest says.
 */
export function closureOf(folder: string, last: string, names?: readonly string[]): Closure {
  const at = new Map<string, string>([['', realpathSync(folder)]])
  const missing: string[] = []
  const waiting = ['']
  for (const to of waiting) {
    const from = at.get(to) ?? ''
    const needs = to === '' && names !== undefined ? names.map(named) : needsOf(manifestIn(from))
    for (const { name, range, needed } of needs) {
      const real = installedAt(name, from, last)
      if (real === undefined) {
        if (needed) missing.push(name)
        continue
      }
      if (needed && to === '' && !satisfies(manifestIn(real)?.version ?? '', range)) missing.push(name)
      const seen = seenFrom(to, name, at)
      if (seen === real) continue
      const place = join(seen === undefined ? '' : to, 'node_modules', name)
      at.set(place, real)
      waiting.push(place)
    }
  }
  at.delete('')
  return { placed: [...at].map(([to, from]) => ({ from, to })), missing: [...new Set(missing)] }
}

interface Need {
  readonly name: string
  readonly range: string
  readonly needed: boolean
}

function named(name: string): Need {
  return { name, range: '*', needed: false }
}

function needsOf(manifest: Manifest | undefined): readonly Need[] {
  if (manifest === undefined) return []
  const list = (ranges: Readonly<Record<string, string>>, needed: boolean) =>
    Object.entries(ranges).map(([name, range]) => ({ name, range, needed }))
  return [...list(manifest.dependencies, true), ...list(manifest.optional, false)]
}

/** Gives the real folder of a package, seen from a folder, not beyond a last one. */
export function installedAt(name: string, folder: string, last: string): string | undefined {
  for (let at = folder; isWithin(last, at); at = dirname(at)) {
    const found = join(at, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return realpathSync(found)
    if (at === dirname(at)) return undefined
  }
  return undefined
}

/** Gives what a package at a place would find under a name among those that have places. */
function seenFrom(to: string, name: string, at: ReadonlyMap<string, string>): string | undefined {
  for (let place = to; ; place = dirname(place)) {
    const here = place === '.' ? '' : place
    const found = at.get(join(here, 'node_modules', name))
    if (found !== undefined || here === '') return found
  }
}
