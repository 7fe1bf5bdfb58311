import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { FnxError } from '../model/diagnostic.ts'
import { isRecord } from '../model/value.ts'

/** Where a local cloud listens. */
export interface Addresses {
  readonly apiUrl: string
  readonly gatewayUrl: string
}

interface Note extends Partial<Addresses> {
  readonly pid: number
}

/** The mark of a running local cloud in its data folder. */
export interface Presence {
  /** Writes where it listens. */
  announce(addresses: Addresses): void
  leave(): void
}

/** Finds the local cloud that runs on a data folder, if one does and answers. */
export async function findLocalCloud(dataDir: string): Promise<Addresses | undefined> {
  const note = readNote(fileOf(dataDir))
  if (note?.apiUrl === undefined || note.gatewayUrl === undefined) return undefined
  const pid = await askHealth(note.apiUrl)
  return pid === note.pid ? { apiUrl: note.apiUrl, gatewayUrl: note.gatewayUrl } : undefined
}

/** Takes a data folder for this process; throws a diagnostic when another local cloud has it. */
export async function takePlace(dataDir: string): Promise<Presence> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = fileOf(dataDir)
  if (!tryTake(file)) {
    await refuseIfRunning(dataDir, file)
    rmSync(file, { force: true })
    if (!tryTake(file)) throw taken(dataDir)
  }
  return {
    announce(addresses) {
      const temporary = `${file}.${process.pid}`
      writeFileSync(
        temporary,
        JSON.stringify({ pid: process.pid, ...addresses, startedAt: new Date().toISOString() }),
      )
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
function tryTake(file: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600)
    writeSync(handle, JSON.stringify({ pid: process.pid }))
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

async function refuseIfRunning(dataDir: string, file: string): Promise<void> {
  const note = readNote(file)
  if (note === undefined || !isAlive(note.pid)) return
  // a number may have passed on to another program: only one that answers as fnx, or is about to, counts
  if (note.apiUrl !== undefined && (await askHealth(note.apiUrl)) !== note.pid) return
  throw taken(dataDir, note)
}

function taken(dataDir: string, note?: Note): FnxError {
  const where = note?.apiUrl === undefined ? '' : ` at ${note.apiUrl}`
  return new FnxError({
    code: 'E9002',
    message: `A local cloud${where} works on ${dataDir} already${note === undefined ? '' : ` (process ${note.pid})`}.`,
    hint: 'Use that one, or stop it first.',
  })
}

function readNote(file: string): Note | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (!isRecord(read) || typeof read.pid !== 'number') return undefined
    const { pid, apiUrl, gatewayUrl } = read
    return typeof apiUrl === 'string' && typeof gatewayUrl === 'string'
      ? { pid, apiUrl, gatewayUrl }
      : { pid }
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // not allowed to signal it: it lives, as somebody else's
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Asks for the process id behind an address; nothing when none answers within a second. */
function askHealth(apiUrl: string): Promise<number | undefined> {
  return new Promise(resolve => {
    const request = get(`${apiUrl}/_fnx/health`, { timeout: 1_000, agent: false }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', part => {
        text += part
      })
      response.on('error', () => resolve(undefined))
      response.on('end', () => resolve(pidOf(text)))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(undefined))
  })
}

function pidOf(text: string): number | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return isRecord(read) && typeof read.pid === 'number' ? read.pid : undefined
  } catch {
    return undefined
  }
}
