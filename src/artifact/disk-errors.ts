import { FnxError } from '../model/diagnostic.ts'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'its permissions do not allow it',
  EPERM: 'its permissions do not allow it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it grew beyond what the disk takes',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
}

/** Gives the error of a file of a function's code that cannot be read. */
export function unreadable(file: string, error: unknown): FnxError {
  return new FnxError({
    code: 'E8002',
    message: `${file} cannot be read: ${reasonOf(error)}.`,
    hint: 'Make it readable, or leave it out with a line in .fnxignore.',
  })
}

/** Gives the error of an artifact that cannot be written. */
export function unwritable(file: string, error: unknown): FnxError {
  return new FnxError({
    code: 'E8008',
    message: `${file} cannot be written: ${reasonOf(error)}.`,
    hint: 'Make room or fix the permissions of the folder, then run the command again.',
  })
}

/** Gives the system's word for what went wrong, such as `ENOENT`, or nothing. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  if (code !== undefined) return reasons[code] ?? code
  return error instanceof Error ? error.message : String(error)
}
