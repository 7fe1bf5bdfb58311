import type { Diagnostic } from './diagnostic.ts'
import type { LookupResults } from './lookup-results.ts'

/** What a template names and only its cloud can tell; the names as they are once parameters are filled in. */
export interface Lookups {
  /** By the template's parameter name, the name in the cloud's parameter store. */
  readonly parameters: Readonly<Record<string, string>>
  /** Whole texts of dynamic references. */
  readonly references: readonly string[]
  /** Names of exports that no stack of fnx has. */
  readonly exports: readonly string[]
  /** Regions whose availability zones are asked for. */
  readonly zones: readonly string[]
}

/** A finding on a question, an error where it has no answer: for the place in the template where it stands. */
export interface LookupRemark {
  readonly of: keyof Lookups
  /** The template's parameter, the text of the reference, the export or the region. */
  readonly name: string
  readonly diagnostic: Diagnostic
}

/** What a cloud said to questions. */
export interface LookupReply {
  readonly lookupResults: LookupResults
  readonly remarks: readonly LookupRemark[]
}
