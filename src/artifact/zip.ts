import { createHash } from 'node:crypto'
import { FnxError } from '../model/diagnostic.ts'
import { unreadable } from './disk-errors.ts'
import { type Entry, sizeOf, sorted } from './entry.ts'
import { largeFile, packLarge } from './large.ts'
import { type Batch, changedMeanwhile, type Packed, packBytes } from './pack.ts'
import { openPool, type Pool } from './pool.ts'
import type { Sink } from './sink.ts'
import { centralHeader, endOfZip, localHeader, stored, type ZipRecord } from './zip-format.ts'

/** A record with the SHA-256 of what it unpacks to. */
export interface ZipLine extends ZipRecord {
  readonly hash: string
}

/** What an earlier zip holds of an entry that has not changed since. */
export interface Kept {
  readonly line: Packed
  /** Gives the packed bytes in pieces. */
  body(): Iterable<Uint8Array>
}

export interface ZipSettings {
  readonly sink: Sink
  kept(entry: Entry): Kept | undefined
  /** The built file that packing threads run. */
  readonly worker?: string | undefined
}

/**
 * Writes a zip and gives its lines. Equal entries give equal bytes, on any machine with the same zlib, in whatever
 * order they come, however many threads pack them and whatever is kept: sorted by the code points of their paths, dated
 * 1980-01-01, modes 644 and 755. Counts, sizes and places beyond the old limits are written as zip64.
 */
export async function writeZip(
  entries: readonly Entry[],
  settings: ZipSettings,
): Promise<readonly ZipLine[]> {
  const jobs = jobsOf(sorted(entries), settings)
  const bytes = jobs.flatMap(({ kind, entries }) => (kind === 'batch' ? entries.map(sizeOf) : []))
  const pool = openPool(
    bytes.reduce((sum, size) => sum + size, 0),
    settings.worker,
  )
  const lines: ZipLine[] = []
  try {
    await runAll(jobs, { ...settings, pool, lines })
  } finally {
    await pool.close()
  }
  writeDirectory(settings.sink, lines)
  return lines
}

/** Gives the hash of a zip's entries: of the path, mode and bytes of each, not of how they are packed. */
export function hashOf(lines: readonly Pick<ZipLine, 'path' | 'mode' | 'hash'>[]): string {
  const hash = createHash('sha256')
  for (const { path, mode, hash: content } of lines) hash.update(`${path}\0${mode.toString(8)}\0${content}\n`)
  return hash.digest('hex')
}

/** A stretch of entries that are written alike. */
type Job =
  | { readonly kind: 'kept'; readonly entries: readonly [Entry]; readonly kept: Kept }
  | { readonly kind: 'bytes' | 'large'; readonly entries: readonly [Entry] }
  | { readonly kind: 'batch'; readonly entries: Entry[] }

interface Run extends ZipSettings {
  readonly pool: Pool
  readonly lines: ZipLine[]
}

// A batch is large enough to make handing it over cheap, and small enough that several fit into memory.
const batchBytes = 1 << 20
const batchFiles = 256

function jobsOf(entries: readonly Entry[], { kept: keptOf }: ZipSettings): readonly Job[] {
  const jobs: Job[] = []
  let held = 0
  for (const entry of entries) {
    const kept = keptOf(entry)
    const size = sizeOf(entry)
    const last = jobs.at(-1)
    if (kept !== undefined) jobs.push({ kind: 'kept', entries: [entry], kept })
    else if ('bytes' in entry.content) jobs.push({ kind: 'bytes', entries: [entry] })
    else if (size >= largeFile) jobs.push({ kind: 'large', entries: [entry] })
    else if (last?.kind === 'batch' && last.entries.length < batchFiles && held + size <= batchBytes) {
      last.entries.push(entry)
      held += size
    } else {
      jobs.push({ kind: 'batch', entries: [entry] })
      held = size
    }
  }
  return jobs
}

/** Batches are packed ahead of the one that is being written, as many as the pool is wide. */
async function runAll(jobs: readonly Job[], run: Run): Promise<void> {
  const ahead: { readonly job: Job; readonly batch: Promise<Batch> | undefined }[] = []
  for (const job of jobs) {
    ahead.push({ job, batch: job.kind === 'batch' ? run.pool.pack(job.entries.flatMap(wanted)) : undefined })
    const first = ahead.length >= run.pool.width ? ahead.shift() : undefined
    if (first !== undefined) await write(first.job, await first.batch, run)
  }
  for (const { job, batch } of ahead) await write(job, await batch, run)
}

function wanted({ content }: Entry) {
  if ('bytes' in content) return []
  const { file, size, modified } = content.stamp
  return [{ file, size, modified }]
}

async function write(job: Job, batch: Batch | undefined, run: Run): Promise<void> {
  const [entry] = job.entries
  if (entry === undefined) return
  if (job.kind === 'kept') writeEntry(run, entry, { item: job.kept.line, body: job.kept.body() })
  else if (batch !== undefined) writeBatch(run, job.entries, batch)
  else if ('bytes' in entry.content) {
    const { item, body } = packBytes(entry.content.bytes)
    writeEntry(run, entry, { item, body: [body] })
  } else await writeLarge(run, entry)
}

function writeBatch(run: Run, entries: readonly Entry[], batch: Batch): void {
  if ('trouble' in batch) throw failure(batch.file, batch.trouble)
  let at = 0
  for (const [index, item] of batch.items.entries()) {
    const entry = entries[index]
    if (entry === undefined)
      throw new Error('A batch gave more entries than it was asked for. This is a bug in fnx.')
    writeEntry(run, entry, { item, body: [batch.body.subarray(at, at + item.packed)] })
    at += item.packed
  }
}

function writeEntry(
  { sink, lines }: Run,
  { path, mode }: Entry,
  { item, body }: { readonly item: Packed; readonly body: Iterable<Uint8Array> },
): void {
  const line: ZipLine = { ...item, path, mode, offset: sink.position() }
  sink.write(localHeader(line))
  for (const piece of body) sink.write(piece)
  lines.push(line)
}

/** The header goes first with the size that is known, and again over itself when the rest is. */
async function writeLarge({ sink, lines }: Run, { path, mode, content }: Entry): Promise<void> {
  if ('bytes' in content) return
  const { stamp } = content
  const offset = sink.position()
  const draft = { path, mode, offset, crc: 0, method: stored, size: stamp.size, packed: 0 } as const
  sink.write(localHeader(draft))
  const item = await packLarge(stamp, sink)
  if (typeof item === 'string') throw failure(stamp.file, item)
  const line: ZipLine = { path, mode, ...item, offset }
  sink.patch(localHeader(line), offset)
  lines.push(line)
}

function writeDirectory(sink: Sink, lines: readonly ZipLine[]): void {
  const start = sink.position()
  for (const line of lines) sink.write(centralHeader(line))
  sink.write(endOfZip(lines.length, start, sink.position() - start))
}

function failure(file: string, trouble: string): FnxError {
  if (trouble !== changedMeanwhile)
    return unreadable(file, Object.assign(new Error(trouble), { code: trouble }))
  return new FnxError({
    code: 'E8004',
    message: `${file} changed while it was being packaged.`,
    hint: 'Wait until whatever writes it is done, then run the command again.',
  })
}
