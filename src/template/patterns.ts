import { createContext, runInContext } from 'node:vm'

/** Milliseconds that a pattern may take. */
const patience = 200

/** Tells whether a pattern matches all of a text, or nothing where that cannot be told: the clouds' own patterns are Java's. */
export function matches(pattern: string, text: string): boolean | undefined {
  try {
    const whole = new RegExp(`^(?:${pattern})$`)
    return mayTakeLong(pattern, text) ? patiently(whole, text) : whole.test(text)
  } catch {
    return undefined // not a pattern of JavaScript, or one that would not end
  }
}

/** A repeated group that holds a repetition can take as long as the sun shines. */
function mayTakeLong(pattern: string, text: string): boolean {
  const repetitions = pattern.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0
  return repetitions > 1 && (/\)(?:[*+]|\{\d+,)/.test(pattern) || text.length > 500)
}

/** Patterns are stopped by the clock in a context of their own only. */
function patiently(pattern: RegExp, text: string): boolean {
  const context = createContext({ pattern: pattern.source, text })
  return runInContext('new RegExp(pattern).test(text)', context, { timeout: patience }) === true
}
