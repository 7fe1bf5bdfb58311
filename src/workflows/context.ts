/** The outside world of a workflow, but for a terminal: whoever starts it makes this and hands it down. */
export interface WorkflowContext {
  /** The folder that paths of arguments are relative to. */
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** The folder that holds `schemas/`, `templates/` and `dist/`. */
  readonly root: string
  readonly host: string
  readonly user: string
  readonly pid: number
  /** Aborted by the first Ctrl-C: start nothing new, save, end. */
  readonly signal: AbortSignal
  now(): Date
}
