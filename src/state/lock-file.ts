import { promises as fs, lstatSync } from 'node:fs'
import { FnxError } from '../model/diagnostic.ts'
import type { LockInfo } from '../model/state.ts'
import { isRecord } from '../model/value.ts'
import { createAtomically, isDraft, listing, onDisk, readText, writeDraft } from './atomic-file.ts'

/** What a lock file holds: its holder, the machine that the process ID belongs to, and whether it was given back. */
export interface LockFile extends LockInfo {
  readonly machine: string
  readonly started: string
  readonly released?: boolean
  /** Nobody can tell who holds it. */
  readonly damaged?: boolean
  /** It was taken from its holder, who may not know yet. */
  readonly taken?: boolean
  /** Runs before this one may not have ended, and what they announced is not on record as such yet. */
  readonly survivors?: boolean
}

/** The lock of a folder: the highest epoch and what its file says; epoch 0 before the first. */
export interface Found {
  readonly epoch: number
  readonly file?: LockFile
}

/** Makes the lock file of an epoch, unless someone else has: a link to a whole file never shows half of one. */
export function publish(dir: string, epoch: number, content: LockFile): Promise<boolean> {
  return createAtomically(dir, `lock.${epoch}`, JSON.stringify(content))
}

/** Replaces the lock file of an epoch by its holder's next version. */
export async function rewrite(dir: string, epoch: number, content: LockFile): Promise<void> {
  const file = `${dir}/lock.${epoch}`
  await onDisk(file, async () =>
    fs.rename(await writeDraft(dir, `lock.${epoch}`, JSON.stringify(content)), file),
  )
}

/**
 * Deletes the locks below an epoch, lowest first, so that the highest is there at any moment; and the drafts that
 * killed runs left, for the holder of the lock alone may be writing.
 */
export async function sweep(dir: string, epoch: number): Promise<void> {
  for (const old of epochs(dir)) if (old < epoch) await fs.rm(`${dir}/lock.${old}`, { force: true })
  const drafts = listing(dir).filter(isDraft)
  await Promise.all(drafts.map(name => fs.rm(`${dir}/${name}`, { force: true })))
}

/** Finds the lock of a folder; throws E7011 for a file beside it that looks like a lock and is none that fnx made. */
export async function highest(dir: string): Promise<Found> {
  for (;;) {
    refuseOdd(dir)
    const epoch = epochs(dir).at(-1)
    if (epoch === undefined) return { epoch: 0 }
    const text = await readText(`${dir}/lock.${epoch}`)
    if (text !== undefined) return { epoch, file: parse(text) }
    // It was taken over between listing and reading.
  }
}

/** What cannot be read may be anybody's: links show whole files only, so it was damaged after it was made. */
function parse(text: string): LockFile {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value) && typeof value.leaseUntil === 'string') return value as unknown as LockFile // as fnx wrote it; of a foreign one the lease alone decides
  } catch {}
  return { ...nobody, holder: 'a run that cannot be told', damaged: true }
}

/** A lock file that says nothing. */
export const nobody: LockFile = {
  id: '',
  holder: 'nobody',
  host: '',
  pid: 0,
  command: '',
  acquired: '',
  leaseUntil: '',
  machine: '',
  started: '',
}

/** Lists the epochs of the lock files in a folder, the highest last. */
export function epochs(dir: string): readonly number[] {
  return listing(dir)
    .flatMap(name => (epochName.test(name) ? [Number(name.slice('lock.'.length))] : []))
    .sort((left, right) => left - right)
}

/** One is added at each run, so that fifteen digits are never used up; above them numbers are no longer exact. */
const epochName = /^lock\.[1-9]\d{0,14}$/

function refuseOdd(dir: string): void {
  const odd = listing(dir).find(
    name => name.startsWith('lock.') && !(epochName.test(name) && isFile(`${dir}/${name}`)),
  )
  if (odd === undefined) return
  throw new FnxError({
    code: 'E7011',
    message: `${dir}/${odd} stands where the lock of the stack is kept and is not a lock of fnx.`,
    hint: `Make sure that no fnx works on the stack, then delete it: ${dir}/${odd}`,
  })
}

/** Says that a lock says nothing, so that whoever knows decides. */
export function damagedLock(dir: string, epoch: number): FnxError {
  return new FnxError({
    code: 'E7011',
    message: `The lock of the stack, ${dir}/lock.${epoch}, is damaged: nobody can tell who holds it.`,
    hint: 'Make sure that no fnx works on the stack, then release it with: fnx unlock',
  })
}

/** One that was swept away since it was listed was a file. */
function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? true
}

/** Gives what a lock file tells people. */
export function infoOf({
  machine: _machine,
  started: _started,
  released: _released,
  taken: _taken,
  survivors: _survivors,
  damaged: _damaged,
  ...info
}: LockFile): LockInfo {
  return info
}
