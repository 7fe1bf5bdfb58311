import type { Tree } from '../../model/tree.ts'

/** An interpreter and the bootstrap that it runs, or a program that speaks the Runtime API by itself. */
export interface Command {
  readonly file: string
  /** Options of the interpreter. */
  readonly options: readonly string[]
  /** A file of the folder with the bootstraps; a program of its own needs none. */
  readonly bootstrap?: string
  /** Arguments of the bootstrap, before its settings. */
  readonly args: readonly string[]
  /** Gives the arguments that start what lies in the packages that the runtime carries. */
  main?(settings: MainSettings): readonly string[]
}

/** What a program of the carried packages is started with. */
export interface MainSettings {
  readonly packages: string
  readonly handler: string
  /** MB. */
  readonly memory: number
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

/** A function that is to be started, with its code as it is laid out. */
export interface Startable {
  readonly id: string
  /** As the template writes it. */
  readonly runtime: string
  readonly tree: Tree
}

/** How one language is started. */
export interface Runtime {
  /** Gives what runs a function; throws a diagnostic when the machine or the code has nothing that does. */
  command(startable: Startable, host: Host): Command | Promise<Command>
  /** The version that a runtime name asks for and the machine has, where they differ. */
  mismatch(runtime: string, host: Host): Promise<{ readonly asked: string; readonly has: string } | undefined>
}
