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

/** Families of runtimes, and what the local cloud starts them with. */
const families: readonly (readonly [RegExp, Runtime])[] = [
  [/^nodejs\d+$/, { language: 'node' }],
  [/^python3(?:\.\d+)?$/, { language: 'python' }],
  [/^(?:java\d+|php\d+\.\d+|go\d+(?:\.\d+)?|dotnet(?:core)?\d+(?:\.\d+)?|custom\.debian\d+)$/, {}],
]

/** Gives what is known of a runtime, or what its family tells of one that is newer than the table. */
export function runtimeOf(name: string): Runtime | undefined {
  return runtimes.get(name) ?? families.find(([pattern]) => pattern.test(name))?.[1]
}

/** Tells whether Function Compute itself starts the handler of a runtime, rather than a server of the function's. */
export function isBuiltIn(name: string): boolean {
  return name !== '' && !name.startsWith('custom')
}
