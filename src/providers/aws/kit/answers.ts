import { FnxError } from '../../../model/diagnostic.ts'
import type { Properties } from '../../../model/value.ts'
import { diagnose } from '../diagnose.ts'

/** Gives what a call answers, or nothing when the thing is not there. */
export async function present<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (diagnose(error).trouble === 'missing') return undefined
    throw error
  }
}

/** Waits for a delete; what is gone already is well. */
export async function gone(answer: Promise<unknown>): Promise<void> {
  await present(answer)
}

/** Refuses properties that fnx would otherwise drop without a word. */
export function refuseOthers(type: string, properties: Properties, known: readonly string[]): void {
  const others = Object.keys(properties).filter(name => !known.includes(name))
  if (others.length === 0) return
  throw new FnxError({
    code: 'E6201',
    message: `fnx cannot deploy ${others.join(', ')} of ${type} yet.`,
    hint: 'Remove the property, or set it by hand after the deploy.',
  })
}

/** Gives the entries of a record that have a value, so that nothing is sent as `undefined`. */
export function defined<T>(map: Readonly<Record<string, T | undefined>>): Record<string, T> {
  // The filter leaves only entries with a value.
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Record<
    string,
    T
  >
}
