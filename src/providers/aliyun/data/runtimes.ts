import data from './runtimes.json' with { type: 'json' }

/** A runtime of Function Compute. */
export interface Runtime {
  /** Absent when the local cloud has nothing to start it with. */
  readonly language?: string
  /** ISO date from which no function of it can be made or changed. */
  readonly retired?: string
  readonly replacement?: string
}

/** The runtimes that Function Compute names, by name; the file beside says where from and when. */
export const runtimes: ReadonlyMap<string, Runtime> = new Map(Object.entries<Runtime>(data.runtimes))
