import type { Diagnostic } from '../model/diagnostic.ts'
import type { RunEvent } from '../model/event.ts'
import type { Properties } from '../model/value.ts'
import type { Finished } from './stack/outcome.ts'

/** What a workflow tells as it goes on; whoever starts it decides how that is shown. */
export interface Reporter {
  emit(event: RunEvent): void
  /** Findings with their snippets; `texts` by file. */
  diagnostics(found: readonly Diagnostic[], texts?: ReadonlyMap<string, string>): Promise<void>
  /** A line for people. */
  say(line: string): void
  /** How a run ended: told while its stack is still locked, so that it is told whatever comes after. */
  finished(run: Finished): Promise<void>
  /** The last word of a command, for programs. */
  result(result: Properties): void
}

/** Asks whether to go on with what is shown; true at once where that was agreed to beforehand. */
export type Consent<T> = (about: T) => Promise<boolean>
