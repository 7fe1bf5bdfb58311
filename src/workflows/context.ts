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
  /** Hears of every call to a cloud; absent where nobody asked. */
  readonly trace?: (call: TracedCall) => void
}

/** A call to a cloud that has ended: what was called, what came back, and how long that took. */
export interface TracedCall {
  readonly service: string
  readonly operation: string
  /** That of HTTP; absent where no answer came. */
  readonly status?: number
  /** Milliseconds, with the pauses between attempts. */
  readonly duration: number
  /** How often it was sent. */
  readonly attempts: number
  readonly requestId?: string
  /** Why it failed, without secrets. */
  readonly error?: string
}
