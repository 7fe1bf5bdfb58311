import type { RE2JS } from 're2js'
import { member, type Properties, record } from '../model/value.ts'

/** What matches in a time in proportion to the text, loaded for the patterns that need it. */
const linear: { engine?: typeof RE2JS } = {}

/** Makes ready what the `AllowedPattern` of parameters need: a few could keep the matcher of JavaScript busy for years. */
export async function readyPatterns(definitions: Properties): Promise<void> {
  const patterns = Object.values(definitions).map(definition => member(record(definition), 'AllowedPattern'))
  if (
    linear.engine === undefined &&
    patterns.some(pattern => typeof pattern === 'string' && mayRepeat(pattern))
  )
    linear.engine = (await import('re2js')).RE2JS
}

/** Tells whether a pattern matches all of a text, or nothing where only the cloud can tell: its patterns are Java's. */
export function matches(pattern: string, text: string): boolean | undefined {
  const whole = `^(?:${pattern})$`
  try {
    return mayRepeat(pattern) ? linear.engine?.compile(whole).matches(text) : new RegExp(whole).test(text)
  } catch {
    return undefined // the only way that both have to say that they do not know such a pattern
  }
}

/** A repeated group can be matched in ever so many ways, and so can three repetitions in a row. */
function mayRepeat(pattern: string): boolean {
  if (/\)(?:[*+]|\{\d)/.test(pattern)) return true
  return (pattern.match(/[*+]|\{\d+,/g)?.length ?? 0) > 2
}
