import type { Testimony } from './witness.ts'

interface Count {
  readonly operations: ReadonlySet<string>
  readonly exchanges: number
  readonly outside: number
}

const counts = new Map<string, Count>()

/** Counts one exchange that a description was held against. */
export function countTestimony(cloud: string, operation: string, { differences }: Testimony): void {
  const { operations, exchanges, outside } = countOf(cloud)
  counts.set(cloud, {
    operations: new Set([...operations, operation]),
    exchanges: exchanges + 1,
    outside: outside + (differences.length > 0 ? 1 : 0),
  })
}

/** Says on one line what was exchanged with a cloud in this test file and held against its owner's description. */
export function tallyLine(cloud: string): string {
  const { operations, exchanges, outside } = countOf(cloud)
  return `${cloud.padEnd(8)} ${operations.size} operations, ${exchanges} exchanges, ${outside} outside the description\n`
}

function countOf(cloud: string): Count {
  return counts.get(cloud) ?? { operations: new Set(), exchanges: 0, outside: 0 }
}
