import { promises as fs } from 'node:fs'
import { FnxError } from '../model/diagnostic.ts'
import type { JournalRecord } from '../model/state.ts'
import type { Properties } from '../model/value.ts'
import { onDisk, syncFolder } from './atomic-file.ts'
import { howToRestore } from './files.ts'
import { sealed, type Unsealed, unsealed } from './seal.ts'
import { isResource } from './shape.ts'

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

/** The version of the journal that this fnx writes. */
const version = 2

const kinds: ReadonlySet<string> = new Set<JournalRecord['kind']>([
  'begin',
  'intent',
  'depose',
  'restore',
  'done',
  'gone',
  'found',
  'waived',
  'outputs',
  'exports',
  'imports',
])

/**
 * Reads the text of a journal; a last line that a crash cut off was never promised to anyone and is passed over.
 * Throws E7003 when another line is damaged and E7004 when a newer fnx wrote it.
 */
export function parseJournal(file: string, text: string): Journal | undefined {
  const [head, ...rest] = linesOf(file, text.split('\n').slice(0, -1))
  if (head === undefined) return undefined
  const { journal, base } = head.content
  if (typeof journal !== 'number' || typeof base !== 'number') throw damaged(file, 1)
  if (journal > version) throw newer(file)
  // Version 1 kept no checksums; within one journal either every line has one or none has.
  const seal = journal === 1 ? 'absent' : 'whole'
  const odd = [head, ...rest].findIndex(line => line.seal !== seal)
  if (odd >= 0) throw damaged(file, odd + 1)
  return { base, records: rest.map(({ content }, index) => recordOf(file, content, index + 2)) }
}

/** Reads lines; the checksum of each goes on from that of the line before, so that none can be missing. */
function linesOf(file: string, lines: readonly string[]): readonly Unsealed[] {
  let before = ''
  return lines.map((text, index) => {
    const line = unsealed(text, before)
    if (line.seal === 'broken') throw damaged(file, index + 1)
    before = line.hash
    return line
  })
}

/** Starts the journal that comes after a snapshot; nothing of that name may be there. */
export async function startJournal(dir: string, name: string, base: number): Promise<Writer> {
  const file = `${dir}/${name}`
  return onDisk(file, async () => {
    const handle = await fs.open(file, 'ax', 0o600)
    const writer = groupWriter(file, handle)
    await writer.write([{ journal: version, base }])
    await syncFolder(dir)
    return {
      append: records => writer.write(records),
      close: () => handle.close(),
    }
  })
}

/** Commits in groups: while one sync runs, what comes is gathered for the next. */
function groupWriter(
  file: string,
  handle: fs.FileHandle,
): { write(lines: readonly object[]): Promise<void> } {
  let waiting: object[] = []
  let length = 0
  let last = ''
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  const flush = async () => {
    next = undefined
    const lines = chained(waiting, last)
    const bytes = Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
    waiting = []
    try {
      await handle.appendFile(bytes)
      await handle.datasync()
      length += bytes.length
      last = lines.at(-1)?.hash ?? last
    } catch (error) {
      // Half a record must not stand before the next one.
      await handle.truncate(length).catch(() => undefined)
      throw error
    }
  }
  return {
    write(lines) {
      waiting.push(...lines)
      next ??= running = running.catch(() => undefined).then(() => onDisk(file, flush))
      return next
    },
  }
}

/** Adds to each line a checksum that goes on from that of the line before. */
function chained(lines: readonly object[], before: string): readonly { readonly hash: string }[] {
  let last = before
  return lines.map(line => {
    const whole = sealed(line, last)
    last = whole.hash
    return whole
  })
}

function recordOf(file: string, line: Properties, number: number): JournalRecord {
  const { kind } = line
  if (typeof kind !== 'string') throw damaged(file, number)
  if (!kinds.has(kind)) throw newer(file)
  const { resource } = line
  if (['intent', 'done', 'found'].includes(kind) && !isResource(resource)) throw damaged(file, number)
  return line as unknown as JournalRecord // the kind is known and fnx wrote the rest beside it
}

function damaged(file: string, line: number): FnxError {
  return new FnxError({
    code: 'E7003',
    message: `State file ${file} is damaged at line ${line}.`,
    hint: howToRestore,
  })
}

function newer(file: string): FnxError {
  return new FnxError({
    code: 'E7004',
    message: `State file ${file} was written by a newer fnx.`,
    hint: 'Use the fnx that wrote it, or a later one.',
  })
}
