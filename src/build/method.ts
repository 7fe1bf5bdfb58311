import type { Report } from '../model/diagnostic.ts'
import type { Unit } from './unit.ts'

/** A way of building, as data: when it is taken, and what does the work. */
export interface Method {
  readonly name: string
  /** Values of `BuildMethod` that ask for it. */
  readonly asked: RegExp
  /** Runtimes whose code it builds unasked, where a manifest lies in the folder. */
  readonly runtimes?: RegExp
  /** Names of files that make a folder a project of its kind. */
  readonly manifest?: RegExp
  /** Files in the folder that show that the code was built already. */
  readonly done?: RegExp
  /** Names of folders that its tools make among the sources; they are no sources. */
  readonly derived?: readonly string[]
  /** The folder of a layer that the runtime looks in. */
  readonly layerFolder?: string
  load(): Promise<Builder>
}

/** Does the work of a method. */
export interface Builder {
  /** Gives the folder of the whole project: workspaces and parents may lie above the code. */
  root?(job: Place): string
  /** Lists what the code needs and has not beside it; of none, it may be packaged as it lies. Without this it is always built. */
  missing?(job: Place): readonly string[]
  /** Tells whether the code must be built though nothing is missing, such as to leave out what is for development. */
  tidies?(job: Place): boolean
  /** Gives what else than the sources its result depends on, such as packages that are installed. */
  inputs?(job: Place): readonly string[]
  build(job: Job): Promise<void>
}

/** Where a unit lies. */
export interface Place {
  readonly unit: Unit
  /** Nothing above it is read. */
  readonly repository: string
  /** The folder of the whole project, at or above the code's. */
  readonly root: string
}

/** One build of a unit. */
export interface Job extends Place {
  /** The template's folder, for the places of findings. */
  readonly folder: string
  /** An empty folder that becomes the code. */
  readonly out: string
  /** Becomes the packages that runs on this machine find beside the code, which a zip of it does not hold. */
  readonly aside: string
  /** A folder of this build alone, which goes when it ends. */
  readonly scratch: string
  /** A folder that is kept from build to build of this unit, for tools that build in steps. */
  readonly kept: string
  readonly report: Report
  /** Says what is used that was there already, instead of being installed. */
  uses(what: string): void
  /** Names a file outside the project whose change asks for a new build. */
  reads(file: string): void
  /** Copies the project and gives the copy of the code's folder. */
  copy(): string
  /** Puts the sources, but what is ignored, into a folder. */
  place(folder: string): void
  /** Gives a folder of installed packages, filled once per key. */
  installed(key: readonly string[], fill: (folder: string) => Promise<void>): Promise<string>
  run(tool: string, args: readonly string[], options: RunOptions): Promise<void>
  /** Runs a tool whose failure is looked at. */
  tried(tool: string, args: readonly string[], options: RunOptions): Promise<Ran>
  /** Tells whether a tool is on the PATH. */
  has(tool: string): boolean
  /** Ends the build with what a tool said. */
  fail(tool: string, ran: Ran): never
}

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** How a tool ended, and all that it wrote. */
export interface Ran {
  readonly code: number
  readonly output: string
}
