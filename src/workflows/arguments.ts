import type { Location } from '../model/diagnostic.ts'

/** Which template, and what is given for its parameters. */
export interface TemplateArguments {
  /** A file, or the folder that holds it; without one the folder that we are in is looked through. */
  readonly template?: string | undefined
  readonly parameters: Readonly<Record<string, string>>
  /** Off: code is taken as it lies, or as it was built last. */
  readonly build?: boolean | undefined
  /** Where a value that is given stands, when that is in a file. */
  givenAt?: ((name: string) => Location | undefined) | undefined
}

/** Which stack at which target. */
export interface StackArguments {
  readonly template?: string | undefined
  readonly local: boolean
  /** The name of the template's folder where none is given. */
  readonly stackName?: string | undefined
  readonly stage: string
  readonly region?: string | undefined
  /** Credentials of another account are refused. */
  readonly account?: string | undefined
  readonly profile?: string | undefined
  /** An address that is called instead of the cloud. */
  readonly endpoint?: string | undefined
}

/** A stack, and what it shall be. */
export interface ProjectArguments extends StackArguments, TemplateArguments {
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>
}

/** How to wait for another run on the same stack. */
export interface LockArguments {
  /** Milliseconds. */
  readonly lockTimeout: number
}

/** The stage of a stack where none is named. */
export const defaultStage = 'dev'
