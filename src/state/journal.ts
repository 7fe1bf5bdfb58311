import { promises as fs } from 'node:fs'
import { FnxError } from '../model/diagnostic.ts'
import type { JournalRecord } from '../model/state.ts'
import { isRecord } from '../model/value.ts'
import { onDisk, syncFolder } from './durable.ts'

/** The records of a journal and the serial of the snapshot that they come after. */
export interface Journal {
  readonly base: number
  readonly records: readonly JournalRecord[]
}

/** A journal that is being written. */
export interface Writer {
  /** Appends records and syncs them; those that come while a sync runs share the next. */
  append(records: readonly JournalRecord[]): Promise<void>
  close(): Promise<void>
}

const kinds: ReadonlySet<string> = new Set<JournalRecord['kind']>([
  'begin',
  'intent',
  'depose',
  'restore',
  'done',
  'gone',
  'outputs',
  'exports',
  'imports',
])

/**
 * Reads the text of a journal; a last line that a crash cut off was never promised to anyone and is passed over.
 * Throws E7003 when another line is damaged and E7004 when a newer fnx wrote it.
 */
export function parseJournal(file: string, text: string): Journal | undefined {
  const lines = text.split('\n').slice(0, -1)
  const [head, ...rest] = lines.map((line, index) => parseLine(file, line, index + 1))
  if (head === undefined) return undefined
  if (typeof head.journal !== 'number' || typeof head.base !== 'number') throw damaged(file, 1)
  if (head.journal > 1) throw newer(file)
  return { base: head.base, records: rest.map((line, index) => recordOf(file, line, index + 2)) }
}

/** Starts the journal that comes after a snapshot; nothing of that name may be there. */
export async function startJournal(dir: string, name: string, base: number): Promise<Writer> {
  const file = `${dir}/${name}`
  return onDisk(file, async () => {
    const handle = await fs.open(file, 'ax', 0o600)
    const writer = groupWriter(file, handle)
    await writer.write(`${JSON.stringify({ journal: 1, base })}\n`)
    await syncFolder(dir)
    return {
      append: records => writer.write(records.map(entry => `${JSON.stringify(entry)}\n`).join('')),
      close: () => handle.close(),
    }
  })
}

/** Commits in groups: while one sync runs, what comes is gathered for the next. */
function groupWriter(file: string, handle: fs.FileHandle): { write(text: string): Promise<void> } {
  let waiting: string[] = []
  let length = 0
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  const flush = async () => {
    next = undefined
    const bytes = Buffer.from(waiting.join(''))
    waiting = []
    try {
      await handle.appendFile(bytes)
      await handle.datasync()
      length += bytes.length
    } catch (error) {
      // Half a record must not stand before the next one.
      await handle.truncate(length).catch(() => undefined)
      throw error
    }
  }
  return {
    write(text) {
      waiting.push(text)
      next ??= running = running.catch(() => undefined).then(() => onDisk(file, flush))
      return next
    },
  }
}

function parseLine(file: string, line: string, number: number): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(line)
    if (isRecord(value)) return value
  } catch {}
  throw damaged(file, number)
}

function recordOf(file: string, line: { readonly [key: string]: unknown }, number: number): JournalRecord {
  const { kind } = line
  if (typeof kind !== 'string') throw damaged(file, number)
  if (!kinds.has(kind)) throw newer(file)
  const { resource } = line
  const whole = kind !== 'intent' && kind !== 'done' ? true : isRecord(resource) && 'instance' in resource
  if (!whole) throw damaged(file, number)
  return line as unknown as JournalRecord // the kind is known and fnx wrote the rest beside it
}

function damaged(file: string, line: number): FnxError {
  return new FnxError({
    code: 'E7003',
    message: `State file ${file} is damaged at line ${line}.`,
    hint: 'Restore the folder from a backup, or mend the line; fnx changes nothing while it cannot read what exists.',
  })
}

function newer(file: string): FnxError {
  return new FnxError({
    code: 'E7004',
    message: `State file ${file} was written by a newer fnx.`,
    hint: 'Use the fnx that wrote it, or a later one.',
  })
}
