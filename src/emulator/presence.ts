import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { FnxError } from '../model/diagnostic.ts'
import { isRecord } from '../model/value.ts'
import { askHealth } from './ask-health.ts'
import { isSameProcess, startOf } from './process-start.ts'

/** Where a local cloud listens. */
export interface Addresses {
  readonly apiUrl: string
  readonly gatewayUrl: string
}

/** A local cloud that runs. */
export interface Found extends Addresses {
  readonly pid: number
  /** It was started by a command for itself and for those that come meanwhile. */
  readonly passing: boolean
}

interface Note extends Partial<Addresses> {
  readonly pid: number
  /** Tells the process from a later one of the same number; empty where the system does not say. */
  readonly start: string
  readonly passing: boolean
}

/** The mark of a running local cloud in its data folder. */
export interface Presence {
  /** Writes where it listens. */
  announce(addresses: Addresses): void
  leave(): void
}

/** Finds the local cloud that runs on a data folder, if one does and has said where it listens. */
export async function findLocalCloud(dataDir: string): Promise<Found | undefined> {
  const note = readNote(fileOf(dataDir))
  if (note?.apiUrl === undefined || note.gatewayUrl === undefined || !(await holds(note))) return undefined
  const { apiUrl, gatewayUrl, pid, passing } = note
  return { apiUrl, gatewayUrl, pid, passing }
}

/**
 * Tells whether waiting for a data folder has an end: who has it is about to say where it listens, or works for a
 * command and goes with it. A local cloud that was started to stay has it for good.
 */
export async function isHeldForAMoment(dataDir: string): Promise<boolean> {
  const note = readNote(fileOf(dataDir))
  return note === undefined || note.apiUrl === undefined || note.passing || !(await holds(note))
}

/** Takes a data folder for this process; throws a diagnostic when another local cloud has it. */
export async function takePlace(dataDir: string, passing: boolean): Promise<Presence> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = fileOf(dataDir)
  const mine: Note = { pid: process.pid, start: startOf(process.pid), passing }
  if (!tryMake(file, mine)) {
    const note = readNote(file)
    if (note === undefined ? isFresh(file) : await holds(note)) throw taken(dataDir, note)
    if (!takeFromDead(file, { note, mine })) throw taken(dataDir)
  }
  return {
    announce(addresses) {
      const temporary = `${file}.${process.pid}`
      const startedAt = new Date().toISOString()
      writeFileSync(temporary, JSON.stringify({ ...mine, ...addresses, startedAt }), { mode: 0o600 })
      renameSync(temporary, file)
    },
    leave() {
      if (readNote(file)?.pid === process.pid) rmSync(file, { force: true })
    },
  }
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'local.json')
}

/** Makes the file if it is absent: of two at once, one gets it. */
function tryMake(file: string, content: object): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600)
    writeSync(handle, JSON.stringify(content))
    closeSync(handle)
    return true
  } catch {
    return existsSync(file) ? false : refuseFolder(file)
  }
}

function refuseFolder(file: string): never {
  throw new FnxError({
    code: 'E0007',
    message: `${file} cannot be written.`,
    hint: 'Give the folder to your user, or choose another one.',
  })
}

/** Ms; long enough for the few lines that stand between making a file and writing or removing it, on any machine. */
const momentary = 10_000

/** A mark that says nothing was made a moment ago and is being written, or is what a crash or a full disk left. */
function isFresh(file: string): boolean {
  const made = statSync(file, { throwIfNoEntry: false })
  return made !== undefined && Date.now() - made.mtimeMs < momentary
}

/**
 * Replaces the mark of one that is gone. Of several that see it at once, only the one that makes the guard removes the
 * mark, and only while it is still the one that was seen: else a late one would remove the mark of the first.
 */
function takeFromDead(
  file: string,
  { note, mine }: { readonly note: Note | undefined; readonly mine: Note },
): boolean {
  const guard = `${file}.guard`
  if (!isFresh(guard)) rmSync(guard, { force: true })
  if (!tryMake(guard, mine)) return false
  try {
    const now = readNote(file)
    if (now?.pid !== note?.pid || now?.start !== note?.start) return false
    rmSync(file, { force: true })
    return tryMake(file, mine)
  } finally {
    rmSync(guard, { force: true })
  }
}

/** Tells whether the process of a note lives. A number may have passed on to another program. */
async function holds({ pid, start, apiUrl }: Note): Promise<boolean> {
  if (start !== '' && isSameProcess(pid, start)) return true
  // One that runs in another container, or wrote no start, is known by its answer.
  if (apiUrl !== undefined) return (await askHealth(apiUrl)) === pid
  return start === '' && isSameProcess(pid, '')
}

function taken(dataDir: string, note?: Note): FnxError {
  const where = note?.apiUrl === undefined ? '' : ` at ${note.apiUrl}`
  return new FnxError({
    code: 'E9002',
    message: `A local cloud${where} works on ${dataDir} already${note === undefined ? '' : ` (process ${note.pid})`}.`,
    hint: 'Use that one, or stop it first. One that is paused, and does not answer, can be continued or ended.',
  })
}

function readNote(file: string): Note | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (!isRecord(read) || typeof read.pid !== 'number') return undefined
    const { pid, apiUrl, gatewayUrl } = read
    const who = {
      pid,
      start: typeof read.start === 'string' ? read.start : '',
      passing: read.passing === true,
    }
    return typeof apiUrl === 'string' && typeof gatewayUrl === 'string' ? { ...who, apiUrl, gatewayUrl } : who
  } catch {
    return undefined
  }
}
