import type { Answers } from './answers.ts'
import type { Diagnostic } from './diagnostic.ts'

/** What a template names and only its cloud can tell; the names as they are once parameters are filled in. */
export interface Questions {
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
export interface Remark {
  readonly of: keyof Questions
  /** The template's parameter, the text of the reference, the export or the region. */
  readonly name: string
  readonly diagnostic: Diagnostic
}

/** What a cloud said to questions. */
export interface Asked {
  readonly answers: Answers
  readonly remarks: readonly Remark[]
}
