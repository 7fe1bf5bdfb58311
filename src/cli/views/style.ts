import { Chalk, type ChalkInstance } from 'chalk'
import type { Context } from '../command.ts'

/** Gives the colours for a stream: none without a terminal or with `NO_COLOR`, always with `FORCE_COLOR`. */
export function styleOf(context: Context, stream: 'stdout' | 'stderr' = 'stdout'): ChalkInstance {
  return new Chalk({ level: coloured(context, stream) ? 1 : 0 })
}

/** Tells whether a stream takes colours. */
export function coloured(context: Context, stream: 'stdout' | 'stderr' = 'stdout'): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = context.environment
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true
  return context[stream].isTTY === true && TERM !== 'dumb'
}
