import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import { own } from '../../model/value.ts'
import type { Context } from '../command.ts'
import { printableLines } from './printable.ts'
import { writeJson, writeText } from './write.ts'

/** Shows why a command ended: as text on the error stream, or as a JSON `result` on the output. */
export async function showFailure(error: unknown, context: Context, json: boolean): Promise<number> {
  const { diagnostics, exitCode } = failureOf(error)
  if (json) {
    const result = { at: context.now().toISOString(), type: 'result', exitCode, diagnostics }
    writeJson(context.stdout, result)
  } else {
    const { renderFound } = await import('./reporter.ts')
    writeText(context.stderr, await renderFound(context, diagnostics, new Map()))
  }
  if (diagnostics.some(({ code }) => code === 'E0099') && error instanceof Error)
    writeText(context.stderr, `${printableLines(error.stack ?? error.message).replace(/^::/gm, ' ::')}\n`)
  return exitCode
}

/** How a command ends that threw something. */
export interface Failure {
  readonly diagnostics: readonly Diagnostic[]
  readonly exitCode: number
}

/** Puts anything that was thrown into words; what fnx does not throw itself is a bug or the disk's trouble. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FnxError) return error
  const disk = diskTrouble(error)
  if (disk !== undefined) return { diagnostics: [disk], exitCode: 1 }
  const message = error instanceof Error ? error.message : String(error)
  return {
    diagnostics: [
      { code: 'E0099', message: `${message} This is a bug in fnx.`, hint: 'Report it with the lines below.' },
    ],
    exitCode: 1,
  }
}

const diskTroubles: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk quota is used up',
  EROFS: 'The disk is read-only',
  EACCES: 'This user may not write there, for it is read-only',
  EPERM: 'This user may not write there, for it is read-only',
  EMFILE: 'Too many files are open',
  ENOTDIR: 'A part of the path is a file',
  EEXIST: 'Something else is in the way',
  EISDIR: 'A folder is in the way',
  ENOENT: 'It is gone',
  EIO: 'The disk does not answer',
}

const writable =
  'Make the folder writable, or work in a copy of it: fnx keeps its data in .fnx beside the template'

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'Make room',
  EDQUOT: 'Make room',
  EROFS: writable,
  EACCES: writable,
  EPERM: writable,
}

/** Says a file system's error in words; wherever it comes from, it is no bug of ours. */
function diskTrouble(error: unknown): Diagnostic | undefined {
  const { code = '', path } = error instanceof Error ? (error as NodeJS.ErrnoException) : {} // errno errors carry both
  const words = own(diskTroubles, code)
  if (words === undefined || (code === 'ENOENT' && path === undefined)) return undefined
  return {
    code: 'E0007',
    message: `${words}${path === undefined ? '' : `: ${path}`}.`,
    hint: `${own(remedies, code) ?? 'Fix what the path names'}, then run the command again: it goes on where it stopped.`,
  }
}
