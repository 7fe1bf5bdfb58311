import type { Readable, Writable } from 'node:stream'
import type { Location } from '../model/diagnostic.ts'
import type { WorkflowContext } from '../workflows/context.ts'
import type { Language } from '../workflows/titles.ts'

/** An argument of a command: `<file>` must be given, `[file]` may be. */
export interface Argument {
  readonly name: string
  readonly description: string
}

/** An option of a command, in commander's notation: `-t, --template <file>`. */
export interface Option {
  readonly flags: string
  readonly description: string
  readonly choices?: readonly string[]
  /** May be given several times, or with several words; the value is a list. */
  readonly list?: boolean
  /** An older or borrowed name of another option, left out of the help. */
  readonly hidden?: boolean
}

/** Names with their values. */
export type Pairs = Readonly<Record<string, string>>

/** What the user typed after the command's name, and a configuration file added; option names in camel case. */
export interface Typed {
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | Pairs | undefined>>
  /** Where in a configuration file an option stands, or one pair of it; nothing for what was typed. */
  placeOf?(option: string, name?: string): Location | undefined
}

/** One command of the program. `run` gives the exit code. */
export interface Command {
  readonly name: string
  readonly summary: string
  readonly details?: string
  readonly arguments?: readonly Argument[]
  readonly options: readonly Option[]
  /** Command lines with a word on each. */
  readonly examples: readonly (readonly [line: string, what: string])[]
  run(context: Context, typed: Typed): Promise<number>
}

/** A line of the table of commands: what the top help shows, and the rest on demand. */
export interface Entry {
  readonly name: string
  readonly summary: string
  load(): Promise<Command>
}

/** The outside world, made once in `main.ts` and handed down: a workflow's, and the terminal. */
export interface Context extends WorkflowContext {
  /** What findings are shown in; English where it is not said. */
  readonly language?: Language
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number }
}
