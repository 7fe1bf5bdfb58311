import { closeSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Artifact } from '../model/artifact.ts'
import { zipFile } from './cache.ts'
import { codeOf, unreadable, unwritable } from './disk-errors.ts'
import { readZip } from './read-zip.ts'

/** Gives the artifact of a zip that is kept in a folder. */
export function artifactOf(
  folder: string,
  { hash, size, unzipped }: Pick<Artifact, 'hash' | 'size' | 'unzipped'>,
): Artifact {
  const file = resolve(zipFile(folder, hash))
  return {
    hash,
    size,
    unzipped,
    file,
    read: () => readFile(file).catch(error => Promise.reject(unreadable(file, error))),
  }
}

/** Gives the artifact of a hash if its zip is still there, for going back to an earlier deployment. */
export async function findArtifact(folder: string, hash: string): Promise<Artifact | undefined> {
  const bytes = await readFile(zipFile(folder, hash)).catch(error => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw unreadable(zipFile(folder, hash), error)
  })
  if (bytes === undefined) return undefined
  const unzipped = (await readZip(bytes)).reduce((sum, { size }) => sum + size, 0)
  return artifactOf(folder, { hash, size: bytes.length, unzipped })
}

/** Removes the zips of a folder but those of some hashes, and what unfinished runs left there. */
export function pruneArtifacts(folder: string, keep: ReadonlySet<string>): void {
  for (const name of namesIn(folder)) {
    const hash = /^([0-9a-f]{64})\.zip$/.exec(name)?.[1]
    if (hash !== undefined && !keep.has(hash)) rmSync(join(folder, name), { force: true })
  }
}

/**
 * Gives a finished zip its name. Where the same bytes are there already those stay, so that their time, by which other
 * code of the same content knows them, does not change.
 */
export function keepZip(
  partial: string,
  { folder, hash }: { readonly folder: string; readonly hash: string },
): { readonly size: number; readonly modified: number } {
  const file = zipFile(folder, hash)
  try {
    if (sameBytes(partial, file)) rmSync(partial)
    else renameSync(partial, file)
    const { size, mtimeMs: modified } = statSync(file)
    return { size, modified }
  } catch (error) {
    rmSync(partial, { force: true })
    throw unwritable(file, error)
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw unreadable(folder, error)
  }
}

function sameBytes(left: string, right: string): boolean {
  const [a, b] = [statSync(left), statSync(right, { throwIfNoEntry: false })]
  if (a.size !== b?.size) return false
  const handles = [openSync(left, 'r'), openSync(right, 'r')] as const
  try {
    const buffers = [Buffer.allocUnsafe(1 << 20), Buffer.allocUnsafe(1 << 20)] as const
    for (let at = 0; at < a.size; ) {
      const read = readSync(handles[0], buffers[0], 0, 1 << 20, at)
      const other = readSync(handles[1], buffers[1], 0, read, at)
      if (read === 0 || other !== read) return false
      if (!buffers[0].subarray(0, read).equals(buffers[1].subarray(0, read))) return false
      at += read
    }
    return true
  } finally {
    for (const handle of handles) closeSync(handle)
  }
}
