import { appendFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Context, Option, Typed } from './command.ts'
import { textOf } from './options.ts'
import { showFailure } from './views/failure.ts'

/** As SAM has it. */
export const logFileOption: Option = {
  flags: '-l, --log-file <file>',
  description: 'append what functions write to this file, too',
}

/** Gives what appends to the file of `--log-file`, which is tried at once; a disk that fails later is told once. */
export function logFileOf(context: Context, typed: Typed): (text: string) => void {
  const named = textOf(typed, 'logFile')
  if (named === undefined) return () => undefined
  const file = resolve(context.cwd, named)
  // What functions write may hold secrets: the file is its owner's alone.
  const append = (text: string): void => appendFileSync(file, text, { mode: 0o600 })
  append('')
  let failed = false
  return text => {
    if (failed) return
    try {
      append(text)
    } catch (error) {
      failed = true
      void showFailure(error, context, false)
    }
  }
}
