import type { Properties } from '../model/value.ts'

/** Code that is built: of a function or of a layer. */
export interface Unit {
  readonly id: string
  readonly kind: 'function' | 'layer'
  readonly provider: string
  /** As the template writes it; of a layer, the runtime that its BuildMethod names. */
  readonly runtime: string
  readonly handler: string
  readonly architecture: 'x86_64' | 'arm64'
  /** It has layers, which may bring what its code leaves out. */
  readonly layered?: boolean
  /** It is to run on this machine, whose system is another than the cloud's. */
  readonly system?: NodeJS.Platform
  readonly environment: Readonly<Record<string, string>>
  /** The folder of its code. */
  readonly folder: string
  /** The resource's Metadata: `BuildMethod` and what belongs to it. */
  readonly metadata: Properties
}
