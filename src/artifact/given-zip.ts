import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Artifact } from '../model/artifact.ts'
import { type Diagnostic, FnxError } from '../model/diagnostic.ts'
import type { CodeStorage } from '../model/provider.ts'
import type { Coded } from '../model/stack.ts'
import { artifactOf, keepZip } from './artifact.ts'
import { unreadable } from './disk-errors.ts'
import { executableMode, fileMode, linkMode } from './entry.ts'
import { overLimit } from './limits.ts'
import { type ReadEntry, readZip, zipLimits } from './read-zip.ts'
import { openSink } from './sink.ts'
import { hashOf } from './zip.ts'

/** What a zip that the template names is checked against, and where its copy goes. */
export interface GivenZip {
  readonly spec: Coded
  readonly out: string
  readonly limits: CodeStorage
}

/**
 * Takes a zip that the user made: checked whole, kept byte for byte, known by the hash of its entries like any other, so
 * that a zip made anew from the same files is no change. Its folder entries count for nothing.
 */
export async function packageZip(
  zip: string | Uint8Array,
  { spec, out, limits }: GivenZip,
): Promise<Artifact> {
  const file = typeof zip === 'string' ? zip : `The zip in the code of ${spec.id}`
  const bytes = typeof zip === 'string' ? await readOf(zip) : zip
  const unzippedLimit = Math.max(zipLimits.unzipped, limits.unzippedLimit)
  const read = await readZip(bytes, { ...zipLimits, unzipped: unzippedLimit }).catch(error =>
    Promise.reject(named(error, file)),
  )
  const entries = read.filter(({ kind }) => kind !== 'folder')
  if (entries.length === 0) throw empty(spec, file)
  const trouble = overLimit({ spec, entries, zipped: bytes.length }, limits)
  if (trouble !== undefined) throw new FnxError(trouble)
  const hash = hashEntries(entries, file)
  const sink = openSink(resolve(out))
  try {
    sink.write(bytes)
    sink.finish()
  } finally {
    sink.discard()
  }
  keepZip(sink.file, { folder: resolve(out), hash })
  const unzipped = entries.reduce((sum, { size }) => sum + size, 0)
  return artifactOf(out, { hash, size: bytes.length, unzipped })
}

function readOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch(error => Promise.reject(unreadable(file, error)))
}

/** Lambda answers "Uploaded file must be a non-empty zip" (CreateFunction, InvalidParameterValueException). */
function empty({ id }: Coded, file: string): FnxError {
  return new FnxError({
    code: 'E8001',
    message: `The code of ${id} is ${file}, a zip that holds no file.`,
    hint: 'Build the zip again from the folder of the code.',
  })
}

function hashEntries(entries: readonly ReadEntry[], file: string): string {
  const byPath = [...entries].sort((left, right) =>
    Buffer.compare(Buffer.from(left.path), Buffer.from(right.path)),
  )
  try {
    return hashOf(byPath.map(lineOf))
  } catch (error) {
    throw named(error, file)
  }
}

function lineOf({ path, kind, mode, bytes }: ReadEntry) {
  const hash = createHash('sha256').update(bytes()).digest('hex')
  return { path, hash, mode: kind === 'link' ? linkMode : (mode & 0o111) === 0 ? fileMode : executableMode }
}

/** Adds the file's name to a finding that speaks of "the zip". */
function named(error: unknown, file: string): unknown {
  if (!(error instanceof FnxError)) return error
  return new FnxError(
    error.diagnostics.map(
      (found): Diagnostic => ({ ...found, message: found.message.replace('The zip', file) }),
    ),
  )
}
