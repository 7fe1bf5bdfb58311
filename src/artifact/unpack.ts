import { mkdirSync, realpathSync, renameSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { codeOf, unreadable, unwritable } from './disk-errors.ts'
import { type ReadEntry, readZip, unsafe, type ZipLimits } from './read-zip.ts'

/**
 * Unpacks a zip, given as bytes or as a file, into a folder that is absent or empty; all of it or nothing.
 * Executable bits and symbolic links within the folder are restored. A zip that is damaged or hostile throws E8009, a
 * disk that takes no more E8008.
 */
export async function unpack(zip: Uint8Array | string, folder: string, limits?: ZipLimits): Promise<void> {
  const bytes =
    typeof zip === 'string' ? await readFile(zip).catch(error => Promise.reject(unreadable(zip, error))) : zip
  const entries = await readZip(bytes, limits)
  const partial = `${folder}.${process.pid}-${begun++}.partial`
  try {
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { recursive: true })
    layOut(entries, partial)
    moveTo(partial, folder)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw codeOf(error) === undefined ? error : unwritable(folder, error)
  }
}

let begun = 0

/** Links come last, so that nothing is ever written through one. */
function layOut(entries: readonly ReadEntry[], root: string): void {
  const made = new Set<string>()
  const makeFolder = (folder: string) => {
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
  }
  for (const entry of entries) {
    const place = join(root, entry.path)
    makeFolder(entry.kind === 'folder' ? place : dirname(place))
    if (entry.kind === 'file')
      writeFileSync(place, entry.bytes(), { flag: 'wx', mode: (entry.mode & 0o777) | 0o600 })
  }
  const links = entries.filter(({ kind }) => kind === 'link')
  for (const link of links) symlinkSync(link.bytes().toString(), join(root, link.path))
  for (const link of links) checkReal(root, link.path)
}

/** Each link stays inside by its text; one that goes over another may still lead out, as the native call tells. */
function checkReal(root: string, path: string): void {
  let real: string
  try {
    real = relative(realpathSync.native(root), realpathSync.native(join(root, path)))
  } catch {
    return // leads nowhere, or round in a circle
  }
  if (real === '..' || real.startsWith(`..${sep}`) || isAbsolute(real))
    throw unsafe(`${path} is a link out of the folder`)
}

function moveTo(partial: string, folder: string): void {
  try {
    rmdirSync(folder)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  renameSync(partial, folder)
}
