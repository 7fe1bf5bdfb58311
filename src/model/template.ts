import type { Location } from './diagnostic.ts'
import type { Path, Properties } from './value.ts'

/** A template file, read: plain values with every call in its long form, and where each of them stands. */
export interface Template {
  readonly file: string
  /** The whole text, for snippets under a diagnostic. */
  readonly text: string
  readonly document: Properties
  /** The document as it was read, where loops and included files made another of it. */
  readonly written?: Properties
  /** Gives the place of the value at a path, or of its nearest ancestor that stands in the file. */
  locate(path: Path, part?: 'key' | 'value'): Location
}

/** A finding of a rule or a dialect: a path instead of a place, and no severity but the code's. */
export interface Finding {
  readonly code: string
  readonly path: Path
  readonly message: string
  readonly hint?: string
  /** Points at the key rather than at its value. */
  readonly part?: 'key' | 'value'
  /** A place in another file, where what is wrong comes from there. */
  readonly location?: Location
}

/** Gives where in a template a property of a resource comes from, or without one the resource; `origin` is the resource's. */
export type PlaceOf = (origin: Path, property: Path) => Location
