import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Artifact } from '../model/artifact.ts'
import { type Checked, type Diagnostic, FnxError, failed, type Report } from '../model/diagnostic.ts'
import type { Emit } from '../model/event.ts'
import type { CodeStorage } from '../model/provider.ts'
import type { Coded } from '../model/stack.ts'
import { artifactOf, keepZip } from './artifact.ts'
import { isCurrent, type Manifest, openKept, readManifest, rowOf, writeManifest } from './cache.ts'
import { codeOf, unreadable } from './disk-errors.ts'
import type { Entry } from './entry.ts'
import { packageZip } from './given-zip.ts'
import { inspect } from './inspect.ts'
import { overLimit, weights } from './limits.ts'
import { openSink, type Sink } from './sink.ts'
import { type Sourcing, sourceKey, sourceOf } from './source.ts'
import { hashOf, writeZip, type ZipLine } from './zip.ts'

/** What packaging needs beside the function. */
export interface Packaging extends Omit<Sourcing, 'spec'> {
  /** Where zips and what is known of them are kept. */
  readonly out: string
  readonly limits: CodeStorage
  readonly emit?: Emit
  /** The built file that packing threads run; found beside the program when not given. */
  readonly worker?: string
}

/**
 * Packages the code of one function into a zip, checked against the limits of its cloud before and after.
 * A second time with nothing changed reads no file and writes none. There is no value, and no finding, for code that
 * fnx does not package, such as an object in the cloud.
 */
export async function packageFunction(
  input: Packaging & { readonly spec: Coded },
): Promise<Checked<Artifact>> {
  const found: Diagnostic[] = []
  const report: Report = diagnostic => found.push(diagnostic)
  try {
    const value = await make(input, report)
    return value === undefined || failed(found) ? { diagnostics: found } : { value, diagnostics: found }
  } catch (error) {
    if (!(error instanceof FnxError)) throw error
    return { diagnostics: [...found, ...error.diagnostics] }
  }
}

/**
 * Packages functions and gives their artifacts by function id; those whose code is the same share one.
 * There is no value when any of them failed, and the findings of all.
 */
export async function packageAll(
  input: Packaging & { readonly specs: readonly Coded[] },
): Promise<Checked<ReadonlyMap<string, Artifact>>> {
  const { specs, ...packaging } = input
  const done = new Map<string, Artifact | undefined>()
  const artifacts = new Map<string, Artifact>()
  const diagnostics: Diagnostic[] = []
  for (const spec of specs) {
    const key = sourceKey({ spec, folder: input.folder })
    if (!done.has(key)) {
      const checked = await packageFunction({ ...packaging, spec })
      diagnostics.push(...checked.diagnostics)
      done.set(key, checked.value)
    }
    const artifact = done.get(key)
    if (artifact !== undefined) artifacts.set(spec.id, artifact)
  }
  return failed(diagnostics) ? { diagnostics } : { value: artifacts, diagnostics }
}

type Job = Packaging & { readonly spec: Coded }

async function make(job: Job, report: Report): Promise<Artifact | undefined> {
  const { spec, emit, out, limits } = job
  if (spec.code?.raw) return packageFile(job)
  if ((spec.code?.inline ?? spec.code?.zip ?? spec.code?.path) !== undefined)
    emit?.({ type: 'phase', name: `Packaging ${spec.id}` })
  const source = sourceOf(job, report)
  if (source === undefined) return undefined
  if ('zip' in source) return packageZip(source.zip, { spec, out, limits })
  for (const finding of inspect(source.entries, spec)) report(finding)
  return packageEntries(source.entries, job)
}

/** Takes a file as it is; what is read now is what goes, whatever becomes of the file meanwhile. */
async function packageFile({ folder, spec: { id, code } }: Job): Promise<Artifact> {
  const file = resolve(folder, code?.path ?? '')
  const bytes = await readFile(file).catch(error => Promise.reject(missing(id, file, error)))
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { hash, size: bytes.length, unzipped: bytes.length, file, read: async () => bytes }
}

function missing(id: string, file: string, error: unknown): FnxError {
  if (!['ENOENT', 'EISDIR'].includes(codeOf(error) ?? '')) return unreadable(file, error)
  return new FnxError({
    code: 'E8001',
    message: `${id} takes the file ${file}, and there is none.`,
    hint: 'Fix the path, which is relative to the template.',
  })
}

async function packageEntries(entries: readonly Entry[], job: Job): Promise<Artifact> {
  const { spec, limits, out } = job
  const sizes = { spec, entries: weights(entries) }
  refuse(overLimit(sizes, limits))
  const key = createHash('sha256').update(sourceKey(job)).digest('hex').slice(0, 16)
  const last = readManifest(out, key)
  const manifest =
    last !== undefined && isCurrent(last, entries) ? last : await pack(entries, { job, key, last })
  refuse(overLimit({ ...sizes, zipped: manifest.size }, limits))
  return artifactOf(out, manifest)
}

function refuse(diagnostic: Diagnostic | undefined): void {
  if (diagnostic !== undefined) throw new FnxError(diagnostic)
}

interface Pass {
  readonly job: Job
  readonly key: string
  readonly last: Manifest | undefined
}

/** Unchanged entries are copied from the last zip, whose packed bytes are what packing them again would give. */
async function pack(entries: readonly Entry[], { job: { out, worker }, key, last }: Pass): Promise<Manifest> {
  const folder = resolve(out)
  const sink = openSink(folder)
  const before = openKept(folder, last)
  try {
    const lines = await writeZip(entries, { sink, kept: before.kept, worker })
    const manifest = finish(sink, { folder, entries, lines })
    writeManifest(folder, key, manifest)
    return manifest
  } finally {
    before.close()
    sink.discard()
  }
}

interface Finished {
  readonly folder: string
  readonly entries: readonly Entry[]
  readonly lines: readonly ZipLine[]
}

function finish(sink: Sink, { folder, entries, lines }: Finished): Manifest {
  sink.finish()
  const hash = hashOf(lines)
  const kept = keepZip(sink.file, { folder, hash })
  const stamps = new Map(
    entries.map(({ path, content }) => [path, 'stamp' in content ? content.stamp : undefined]),
  )
  const rows = lines.map(line => rowOf(line, stamps.get(line.path)))
  const unzipped = lines.reduce((sum, { size }) => sum + size, 0)
  return { hash, unzipped, ...kept, born: sink.born, rows }
}
