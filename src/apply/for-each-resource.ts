import { createConcurrencyLimit } from './concurrency-limit.ts'
import { interrupted } from './diagnosis.ts'
import type { RunDeps } from './run.ts'
import { walk } from './walk.ts'

/** Runs work on each item, so many at once as the run allows; throws the first error, and E6104 when it is interrupted. */
export async function forEachResource<T>(
  items: readonly T[],
  { limit, concurrency, now, signal }: Omit<RunDeps, 'session'>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = []
  const halt = new AbortController()
  const nodes = items.map((item, index) => ({ id: String(index), after: [], item }))
  const left = await walk(nodes, {
    limit: limit ?? createConcurrencyLimit(concurrency, now),
    signal: AbortSignal.any([signal, halt.signal]),
    async run({ item }) {
      try {
        await work(item)
        return true
      } catch (error) {
        errors.push(error)
        halt.abort()
        return false
      }
    },
    skip: () => undefined,
  })
  if (errors.length > 0) throw errors[0]
  if (left.length > 0) throw interrupted()
}
