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

/** Gives the entries of a record that have a value, so that nothing is sent as `undefined`. */
export function defined<T>(map: Readonly<Record<string, T | undefined>>): Record<string, T> {
  // The filter leaves only entries with a value.
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Record<
    string,
    T
  >
}
