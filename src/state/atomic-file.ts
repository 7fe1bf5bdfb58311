import { constants, promises as fs, readdirSync } from 'node:fs'
import type { Diagnostic } from '../model/diagnostic.ts'
import { FnxError } from '../model/diagnostic.ts'

/** Makes a folder and those above it; those that it makes are for this user alone. */
export async function makeFolder(folder: string): Promise<void> {
  await onDisk(folder, () => fs.mkdir(folder, { recursive: true, mode: 0o700 }))
}

/**
 * Writes a file whole or not at all: under another name, synced, renamed, and the folder synced.
 * Only this user may read it.
 */
export async function writeAtomically(folder: string, name: string, text: string): Promise<void> {
  const file = `${folder}/${name}`
  await onDisk(file, async () => {
    const draft = await writeDraft(folder, name, text)
    await fs.rename(draft, file)
    await syncFolder(folder)
  })
}

/**
 * Makes a file whole, unless one of its name is there; tells whether it did. Of several that try at once, one does.
 * Only this user may read it.
 */
export async function createAtomically(folder: string, name: string, text: string): Promise<boolean> {
  const file = `${folder}/${name}`
  return onDisk(file, async () => {
    const draft = await writeDraft(folder, name, text)
    try {
      await linkOrCopy(draft, file)
      await syncFolder(folder)
      return true
    } catch (error) {
      // Someone was quicker: the file is there, or the draft was swept away by the holder of the lock.
      if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return false
      throw error
    } finally {
      await fs.rm(draft, { force: true })
    }
  })
}

async function linkOrCopy(draft: string, file: string): Promise<void> {
  try {
    await fs.link(draft, file)
  } catch (error) {
    // Some file systems know no links; an exclusive copy has one winner too.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error
    await fs.copyFile(draft, file, constants.COPYFILE_EXCL)
  }
}

/** Names what lies in a folder; nothing where there is none. */
export function listing(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** Writes and syncs a text under a name of its own, which it gives; leaves nothing when the disk is full. */
export async function writeDraft(folder: string, name: string, text: string): Promise<string> {
  const draft = `${folder}/.${name}.${crypto.randomUUID()}`
  const handle = await fs.open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } catch (error) {
    await fs.rm(draft, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return draft
}

/** Tells a draft, which a killed run may have left, by its name. */
export function isDraft(name: string): boolean {
  return /^\..+\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)
}

/** Makes renames and new names in a folder last; systems that cannot sync a folder are left to themselves. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await fs.open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Gives the text of a file, or nothing where there is none. */
export async function readText(file: string): Promise<string | undefined> {
  return onDisk(file, async () => {
    try {
      return await fs.readFile(file, 'utf8')
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  })
}

/** Runs work on the disk; what the system refuses becomes E7005, naming the file. */
export async function onDisk<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FnxError || codeOf(error) === undefined) throw error
    throw new FnxError(refusal(file, codeOf(error) ?? ''))
  }
}

/** Gives the code of a system error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

const refusals: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOSPC: ['the disk is full', 'Make room and run the command again; what was written so far is kept.'],
  EDQUOT: [
    'the disk quota is used up',
    'Make room and run the command again; what was written so far is kept.',
  ],
  EACCES: ['this user may not', 'Give this user the right to read and write the folder.'],
  EPERM: ['this user may not', 'Give this user the right to read and write the folder.'],
  EROFS: ['the file system is read-only', 'Run fnx where it may write, or mount the folder writable.'],
  ENOTDIR: ['a part of the path is not a folder', 'Move the file that stands in the way.'],
  EISDIR: ['it is a folder', 'Move the folder that stands in the way.'],
}

function refusal(file: string, code: string): Diagnostic {
  const [why, hint] = refusals[code] ?? [`the system says ${code}`, 'Look at the disk and the folder.']
  return { code: 'E7005', message: `State file ${file} cannot be read or written: ${why}.`, hint }
}
