import { FnxError } from '../../model/diagnostic.ts'
import type { Provider } from '../../model/provider.ts'

/** Calls a cloud outside of a run's steps; what it refuses ends the command in words. */
export async function diagnosed<T>(provider: Provider, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof FnxError ? error : new FnxError(provider.diagnose(error).diagnostic)
  }
}
