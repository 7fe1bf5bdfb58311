import type { Consent, Reporter } from '../workflows/reporter.ts'
import { exitCodeOf, type Finished } from '../workflows/stack/outcome.ts'
import type { Context, Typed } from './command.ts'
import { agreed, wantsJson } from './options.ts'
import { reporter, type TerminalReporter } from './views/reporter.ts'

/** Runs a workflow with the reporter that was asked for, and closes that however it ends. */
export async function reporting<T>(
  context: Context,
  typed: Typed,
  work: (reporter: TerminalReporter) => Promise<T>,
): Promise<T> {
  const out = reporter(context, wantsJson(typed))
  try {
    return await work(out)
  } finally {
    out.close()
  }
}

/** Gives what asks whether to go on, unless the command line says so. */
export function consentOf<T>(context: Context, typed: Typed, question: (about: T) => string): Consent<T> {
  return async about => agreed(typed) || (await import('./views/ask.ts')).confirm(context, question(about))
}

/** Gives the exit code of a run; where it was not agreed to, says that nothing was done. */
export function runEnd(out: Reporter, run: Finished | undefined): number {
  return run === undefined ? declined(out) : exitCodeOf(run.outcome)
}

/** Says that nothing was done; gives the exit code of that. */
export function declined(out: Reporter): number {
  out.say('Nothing was changed.')
  out.result({ exitCode: 1, declined: true })
  return 1
}
