import type { Diagnostic } from '../../model/diagnostic.ts'
import { diagnosticOf } from './problem.ts'
import { readMended } from './read.ts'
import { source } from './source.ts'

/** A text without its slips, and what was mended. */
export interface Fixed {
  readonly text: string
  /** Places are those of the text as it was. */
  readonly fixed: readonly Diagnostic[]
}

/** Mends the slips that are certain: missing blanks, tabs, list items at a column of their own; leaves all else alone. */
export function fix(text: string, file = 'template.yaml'): Fixed {
  const { text: mended, slips } = readMended(text)
  const from = source(file, text)
  return { text: mended, fixed: slips.map(slip => diagnosticOf(slip, from)) }
}
