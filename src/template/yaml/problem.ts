import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Source } from './source.ts'

/** A stretch of a text, in offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A finding in a text whose lines are not counted yet. */
export interface Problem extends Span {
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly related?: Span & { readonly message: string }
}

/** Gives the diagnostic of a problem; `original` maps offsets of a fixed text to those of the file. */
export function diagnosticOf(
  { code, message, hint, start, end, related }: Problem,
  source: Source,
  original: (offset: number) => number = offset => offset,
): Diagnostic {
  const place = (span: Span) => source.location(original(span.start), original(span.end))
  return {
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    location: place({ start, end }),
    ...(related === undefined ? {} : { related: [{ message: related.message, location: place(related) }] }),
  }
}
