import { diagnose } from '../diagnose.ts'

/** Gives the answer of a call, or nothing when what it is about is gone. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (diagnose(error).kind === 'missing') return undefined
    throw error
  }
}
