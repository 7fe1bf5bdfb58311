import type { ConcurrencyLimit } from './concurrency-limit.ts'

/** A node of a walk: what it is called and what must have gone well before it. */
export interface Node {
  readonly id: string
  readonly after: readonly string[]
}

/** What a walk is told. */
export interface WalkOptions<N extends Node> {
  readonly limit: ConcurrencyLimit
  /** When it ends nothing new starts; what runs is waited for. */
  readonly signal: AbortSignal
  /** Tells whether the node went well; whatever it throws ends the walk. */
  run(node: N): Promise<boolean>
  /** Takes each node that cannot run, and the node whose failure is the cause. */
  skip(node: N, because: N): void
}

/**
 * Runs nodes as soon as those before them have gone well, so many at once as the limit allows, and gives those that it
 * did not reach. Costs no more per node than its arrows.
 */
export async function walk<N extends Node>(
  nodes: readonly N[],
  options: WalkOptions<N>,
): Promise<readonly N[]> {
  const { limit, signal, run, skip } = options
  const { waiting, dependants } = links(nodes)
  const ready = nodes.filter(node => waiting.get(node.id) === 0)
  const left = new Set(nodes)
  let next = 0

  return new Promise((resolve, reject) => {
    let running = 0
    const settled = (node: N, well: boolean) => {
      running--
      if (well) {
        limit.raise()
        release(node)
      } else drop(node)
      advance()
    }
    const release = (node: N) => {
      for (const dependant of dependants.get(node.id) ?? []) {
        const count = (waiting.get(dependant.id) ?? 0) - 1
        waiting.set(dependant.id, count)
        if (count === 0) ready.push(dependant)
      }
    }
    const drop = (failed: N) => {
      const behind = [failed]
      for (const node of behind)
        for (const dependant of dependants.get(node.id) ?? [])
          if (left.delete(dependant)) {
            skip(dependant, failed)
            behind.push(dependant)
          }
    }
    const advance = () => {
      while (!signal.aborted && running < limit.current()) {
        const node = ready[next]
        if (node === undefined) break
        next++
        running++
        left.delete(node)
        run(node).then(well => settled(node, well), reject)
      }
      if (running === 0) resolve([...left])
    }
    advance()
  })
}

function links<N extends Node>(nodes: readonly N[]) {
  const ids = new Set(nodes.map(({ id }) => id))
  const waiting = new Map<string, number>()
  const dependants = new Map<string, N[]>()
  for (const node of nodes) {
    const after = node.after.filter(id => ids.has(id))
    waiting.set(node.id, after.length)
    for (const id of after) {
      const entry = dependants.get(id)
      if (entry === undefined) dependants.set(id, [node])
      else entry.push(node)
    }
  }
  return { waiting, dependants }
}
