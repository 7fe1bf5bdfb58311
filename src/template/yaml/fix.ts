import type { Diagnostic } from '../../model/diagnostic.ts'
import { diagnosticOf } from './problem.ts'
import { readFixed } from './read.ts'
import { source } from './source.ts'

/** A text without its typos, and what was fixed. */
export interface Fixed {
  readonly text: string
  /** Places are those of the text as it was. */
  readonly fixed: readonly Diagnostic[]
}

/** Fixes the typos that are certain: missing blanks, tabs, list items at a column of their own; leaves all else alone. */
export function fix(text: string, file = 'template.yaml'): Fixed {
  const { text: fixed, typos } = readFixed(text)
  const from = source(file, text)
  return { text: fixed, fixed: typos.map(typo => diagnosticOf(typo, from)) }
}
