import { automaton, holds } from './automaton.ts'
import { parsePattern } from './pattern-parser.ts'

/**
 * Tells whether a pattern matches all of a text, or nothing where only the cloud can tell: its patterns are Java's.
 * Takes a time in proportion to pattern and text, whatever they are.
 */
export function matches(pattern: string, text: string): boolean | undefined {
  try {
    const whole = new RegExp(`^(?:${pattern})$`)
    if (!mayTakeLong(pattern, text)) return whole.test(text)
  } catch {
    return undefined // RegExp's only way to say that this is no pattern of JavaScript
  }
  const parsed = parsePattern(pattern)
  const made = parsed === undefined ? undefined : automaton(parsed)
  return made === undefined ? undefined : holds(made, text)
}

/** Steps that a pattern of JavaScript may go back, well below a second. */
const patience = 1_000_000

/** A repeated group can be matched in ever so many ways, several repetitions in a row in many. */
function mayTakeLong(pattern: string, text: string): boolean {
  if (/\)(?:[*+]|\{\d)/.test(pattern)) return true
  const repetitions = pattern.match(/[*+]|\{\d+,/g)?.length ?? 0
  return repetitions > 1 && text.length ** repetitions > patience
}
