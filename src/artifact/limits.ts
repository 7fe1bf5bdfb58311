import type { Diagnostic } from '../model/diagnostic.ts'
import type { CodeStorage } from '../model/provider.ts'
import type { Coded } from '../model/stack.ts'
import { type Entry, sizeOf } from './entry.ts'

/** What is compared with a cloud's limits; `zipped` is absent before the zip is made. */
export interface Sizes {
  readonly spec: Coded
  readonly entries: readonly Pick<Weighed, 'path' | 'size'>[]
  readonly zipped?: number
}

interface Weighed {
  readonly path: string
  readonly size: number
}

/** Gives E8005, naming the ten largest folders, when code is larger than its cloud takes. */
export function overLimit({ spec, entries, zipped }: Sizes, limits: CodeStorage): Diagnostic | undefined {
  const unzipped = entries.reduce((sum, { size }) => sum + size, 0)
  if (unzipped > limits.unzippedLimit)
    return tooLarge(`unpacks to ${human(unzipped)}`, limits.unzippedLimit, { spec, entries })
  if (zipped !== undefined && zipped > limits.zipLimit)
    return tooLarge(`is a zip of ${human(zipped)}`, limits.zipLimit, { spec, entries })
  return undefined
}

/** Gives what `overLimit` weighs of entries. */
export function weights(entries: readonly Entry[]): readonly Weighed[] {
  return entries.map(entry => ({ path: entry.path, size: sizeOf(entry) }))
}

/**
 * Writes bytes for people, in the units that the clouds' limits are given in.
 * @example human(262_144_000) // '250.0 MB'
 */
export function human(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}

/**
 * Gives the folder that a file counts for: its package, else the folder at the top, so that no byte counts twice.
 * @example groupOf('node_modules/@a/b/lib/c.js') // 'node_modules/@a/b'
 */
export function groupOf(path: string): string {
  const inPackage = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)
  return inPackage?.[0] ?? (path.includes('/') ? path.slice(0, path.indexOf('/')) : '.')
}

function tooLarge(what: string, limit: number, { spec, entries }: Sizes): Diagnostic {
  const largest = largestFolders(entries).map(({ path, size }) => `\n  ${human(size).padStart(10)}  ${path}`)
  return {
    code: 'E8005',
    message: `The code of ${spec.id} ${what}; ${spec.provider} takes at most ${human(limit)}.`,
    hint: `Leave out what the function does not need with .fnxignore. The largest folders:${largest.join('')}`,
  }
}

function largestFolders(entries: Sizes['entries']): readonly Weighed[] {
  const sums = new Map<string, number>()
  for (const { path, size } of entries) {
    const group = groupOf(path)
    sums.set(group, (sums.get(group) ?? 0) + size)
  }
  const folders = [...sums].map(([path, size]) => ({ path, size }))
  return folders.sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1)).slice(0, 10)
}
