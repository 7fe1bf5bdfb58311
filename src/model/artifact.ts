/** A built zip. Its hash is of its entries (path, mode, bytes), not of the compressed file. */
export interface Artifact {
  /** SHA-256, 64 hex digits. */
  readonly hash: string
  /** Bytes of the zip. */
  readonly size: number
  /** Bytes of the entries. */
  readonly unzipped: number
  /** The zip on disk. */
  readonly file: string
  read(): Promise<Uint8Array>
}

/** The key of the map that stands in a code property for an artifact: `{ "Fnx::Artifact": hash }`. */
export const artifactKey = 'Fnx::Artifact'

/** The property of a published version that tells of which code it is, so that new code makes a new version. */
export const codeKey = 'Fnx::Code'

/** The property of a published version that holds the settings of its function that make a new one when they change. */
export const settingsKey = 'Fnx::Settings'

/** The property by which a resource that answers on its own is told where to: the bucket, and the stack that asks. */
export const answersKey = 'Fnx::Answers'
