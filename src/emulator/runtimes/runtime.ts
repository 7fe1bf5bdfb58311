/** An interpreter, and the bootstrap that it runs. */
export interface Command {
  readonly file: string
  /** Options of the interpreter. */
  readonly options: readonly string[]
  /** A file of the folder with the bootstraps. */
  readonly bootstrap: string
  /** Arguments of the bootstrap, before its settings. */
  readonly args: readonly string[]
}

/** What a runtime needs to know of the machine. */
export interface Host {
  /** Where programs are looked for: the PATH of the one who started fnx. */
  readonly searchPath: string
  readonly home?: string
  /** The environment of the one who started fnx, where version managers name their folders. */
  readonly variables?: Readonly<Record<string, string | undefined>>
  readonly debugPort?: number
}

/** How one language is started. */
export interface Runtime {
  /** Gives the interpreter for a runtime name, with the bootstrap; throws a diagnostic when the machine has none. */
  command(runtime: string, host: Host): Command | Promise<Command>
  /** The version that a runtime name asks for and the machine has, where they differ. */
  mismatch(runtime: string, host: Host): Promise<{ readonly asked: string; readonly has: string } | undefined>
}
