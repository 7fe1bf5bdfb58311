import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FnxError } from '../model/diagnostic.ts'
import type { Store } from '../model/operation.ts'
import type { Value } from '../model/value.ts'
import { openSeal, type Seal, sealSize } from './seal.ts'

/** A store on disk, sealed. Changes are appended to a log, which grows into a snapshot now and then. */
export interface DiskStore extends Store {
  /** Resolves when every change so far is on disk; calls at one time share one sync. */
  flush(): Promise<void>
  /** Gives all tables. */
  tables(): Readonly<Record<string, Readonly<Record<string, Value>>>>
  /** Forgets everything. */
  reset(): void
  close(): Promise<void>
}

type Tables = Map<string, Map<string, Value>>
/** One line of the log: a put has a value, a delete has none. */
type Line = readonly [table: string, key: string, value?: Value]

const sync = promisify(fdatasync)
/** Bytes of log that are worth a snapshot. */
const snapshotAt = 4 * 1024 * 1024

interface State {
  readonly folder: string
  readonly seal: Seal
  readonly log: number
  tables: Tables
  size: number
  pending: string
  syncing: Promise<void> | undefined
  queued: Promise<void> | undefined
}

/** Opens the store of a folder, which is made where it is absent; a torn last line of the log is what a crash leaves and is dropped. */
export function openStore(folder: string): DiskStore {
  mkdirSync(join(folder, 'blobs'), { recursive: true, mode: 0o700 })
  const seal = sealIn(join(folder, 'key'))
  const { tables, isClear } = readSnapshot(join(folder, 'tables.json'), seal)
  const { kept, ...replayed } = replay(join(folder, 'log.ndjson'), { tables, seal })
  const log = openSync(join(folder, 'log.ndjson'), 'a', 0o600)
  ftruncateSync(log, kept)
  const beginning = { pending: '', syncing: undefined, queued: undefined }
  const state: State = { folder, seal, log, tables, size: kept, ...beginning }
  if (isClear || replayed.isClear) snapshot(state)
  return storeOf(state)
}

function sealIn(file: string): Seal {
  try {
    return openSeal(file)
  } catch (error) {
    throw error instanceof RangeError ? damaged(file) : error
  }
}

function storeOf(state: State): DiskStore {
  return {
    get: (table, key) => state.tables.get(table)?.get(key),
    put(table, key, value) {
      tableOf(state.tables, table).set(key, value)
      append(state, [table, key, value])
    },
    delete(table, key) {
      const existed = state.tables.get(table)?.delete(key) ?? false
      if (existed) append(state, [table, key])
      return existed
    },
    list: table => [...(state.tables.get(table) ?? [])].sort(([left], [right]) => (left < right ? -1 : 1)),
    keep: bytes => keep(state, bytes),
    bytes: hash => readBlob(state, hash),
    flush: () => flush(state),
    tables: () => plain(state.tables),
    reset() {
      state.tables = new Map()
      state.pending = ''
      snapshot(state)
      rmSync(join(state.folder, 'blobs'), { recursive: true, force: true })
      mkdirSync(join(state.folder, 'blobs'), { mode: 0o700 })
    },
    async close() {
      await flush(state)
      closeSync(state.log)
    },
  }
}

function tableOf(tables: Tables, name: string): Map<string, Value> {
  const known = tables.get(name)
  if (known !== undefined) return known
  const made = new Map<string, Value>()
  tables.set(name, made)
  return made
}

function append(state: State, line: Line): void {
  state.pending += `${sealed(line, state.seal)}\n`
}

async function flush(state: State): Promise<void> {
  if (state.pending === '') {
    await (state.queued ?? state.syncing)
    return
  }
  appendPending(state)
  if (state.size > snapshotAt) snapshot(state)
  state.queued ??= after(state.syncing, () => {
    state.queued = undefined
    state.syncing = sync(state.log)
    return state.syncing
  })
  await state.queued
}

/** Half a line must not stand before the next one: what the disk does not take whole waits for the next flush. */
function appendPending(state: State): void {
  const bytes = Buffer.from(state.pending)
  try {
    writeAll(state.log, bytes)
  } catch (error) {
    ftruncateSync(state.log, state.size)
    throw error
  }
  state.pending = ''
  state.size += bytes.length
}

/** Writes all bytes or throws: a single write on a full disk takes a part of them and calls that well. */
function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
}

/** A sync that has begun may miss the latest bytes: one more follows it, shared by all who come meanwhile. */
async function after(running: Promise<void> | undefined, next: () => Promise<void>): Promise<void> {
  await running
  await next()
}

/** Writes all tables beside the log and empties it; replaying an old log over a newer snapshot ends in the same tables. */
function snapshot(state: State): void {
  const file = join(state.folder, 'tables.json')
  writeWhole(file, Buffer.from(sealed(plain(state.tables), state.seal)))
  ftruncateSync(state.log, 0)
  state.size = 0
}

function writeWhole(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.${process.pid}.tmp`
  const handle = openSync(temporary, 'w', 0o600)
  try {
    writeAll(handle, bytes)
    fsyncSync(handle)
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
}

function keep({ folder, seal }: State, bytes: Uint8Array): string {
  const hash = hashOf(bytes)
  const file = join(folder, 'blobs', hash)
  // One of another size was cut off by a full disk under an earlier fnx, or is not sealed.
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size !== bytes.byteLength + sealSize) writeWhole(file, seal.close(bytes))
  return hash
}

function readBlob({ folder, seal }: State, hash: string): Uint8Array | undefined {
  const file = join(folder, 'blobs', hash)
  if (!/^[0-9a-f]{64}$/.test(hash) || !existsSync(file)) return undefined
  const bytes = readFileSync(file)
  // An earlier fnx kept it in clear.
  if (hashOf(bytes) === hash) return bytes
  try {
    return seal.open(bytes)
  } catch {
    throw damaged(file)
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function plain(tables: Tables): Record<string, Record<string, Value>> {
  return Object.fromEntries([...tables].map(([name, table]) => [name, Object.fromEntries(table)]))
}

function readSnapshot(file: string, seal: Seal): Read {
  if (!existsSync(file)) return { tables: new Map(), isClear: false }
  const { value, isClear } = unsealed(readFileSync(file, 'utf8'), { file, seal })
  const read = value as Record<string, Record<string, Value>> // fnx wrote it
  const tables = new Map(Object.entries(read).map(([name, table]) => [name, new Map(Object.entries(table))]))
  return { tables, isClear }
}

/** Tables, and whether an earlier fnx has left them in clear. */
interface Read {
  readonly tables: Tables
  readonly isClear: boolean
}

/** Applies the log to the tables and gives the bytes of its whole lines. */
function replay(
  file: string,
  { tables, seal }: { readonly tables: Tables; readonly seal: Seal },
): { readonly kept: number; readonly isClear: boolean } {
  if (!existsSync(file)) return { kept: 0, isClear: false }
  const text = readFileSync(file, 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  let clear = 0
  for (const line of whole.split('\n')) {
    if (line === '') continue
    const { value: read, isClear } = unsealed(line, { file, seal })
    const [table, key, value] = read as Line // fnx wrote it
    if (isClear) clear++
    if (value === undefined) tables.get(table)?.delete(key)
    else tableOf(tables, table).set(key, value)
  }
  return { kept: Buffer.byteLength(whole), isClear: clear > 0 }
}

/** Gives a value as a text of JSON that only the seal can read. */
function sealed(value: unknown, seal: Seal): string {
  return JSON.stringify(seal.close(Buffer.from(JSON.stringify(value))).toString('base64'))
}

/** An earlier fnx kept values in clear, which are no texts. */
function unsealed(
  text: string,
  { file, seal }: { readonly file: string; readonly seal: Seal },
): { readonly value: unknown; readonly isClear: boolean } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'string') return { value, isClear: true }
    return { value: JSON.parse(seal.open(Buffer.from(value, 'base64')).toString()), isClear: false }
  } catch {
    throw damaged(file)
  }
}

function damaged(file: string): FnxError {
  return new FnxError({
    code: 'E9005',
    message: `${file} is damaged, so what the local cloud held cannot be read.`,
    hint: 'Remove the folder of the local cloud and deploy again with --local.',
  })
}
