import data from './runtimes.json' with { type: 'json' }

/** A runtime of Lambda. */
export interface Runtime {
  /** The day from which AWS no longer mends it, as known at the date of the data. */
  readonly deprecated: string
  /** The day from which AWS makes no new function of it, and the day from which it changes none. */
  readonly noCreate?: string
  readonly noUpdate?: string
  readonly successor?: string
}

/** The managed runtimes of Lambda, by name. */
export const runtimes: ReadonlyMap<string, Runtime> = new Map<string, Runtime>(Object.entries(data.runtimes))
