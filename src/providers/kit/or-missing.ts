import type { ErrorKind } from '../../model/error-kind.ts'

/** Makes the two ways to live with a thing that is not there; `classify` tells what an error of the cloud means. */
export function missingWays(classify: (error: unknown) => ErrorKind) {
  /** Gives what a call answers, or nothing when the thing is not there. */
  const orMissing = async <T>(answer: Promise<T>): Promise<T | undefined> => {
    try {
      return await answer
    } catch (error) {
      if (classify(error) === 'missing') return undefined
      throw error
    }
  }
  /** Waits for a delete; what is gone already is well. */
  const ignoreMissing = async (answer: Promise<unknown>): Promise<void> => {
    await orMissing(answer)
  }
  return { orMissing, ignoreMissing }
}
