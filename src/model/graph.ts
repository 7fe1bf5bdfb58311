import { own } from './value.ts'
/** What each node depends on; names that are no node are passed over. */
export type Edges = Readonly<Record<string, readonly string[]>>

/**
 * Orders nodes so that each comes after what it depends on, ties in the order of the keys.
 * Nodes that stand on or behind a cycle are left out of `order`; `cycle` names one, in the order of its arrows.
 */
export function sort(edges: Edges): { readonly order: readonly string[]; readonly cycle: readonly string[] } {
  const names = Object.keys(edges)
  const waiting = new Map<string, number>()
  const dependants = reverse(edges, waiting)
  const ready = names.filter(name => waiting.get(name) === 0)
  const order: string[] = []
  for (let next = 0; next < ready.length; next++) {
    const name = ready[next] as string // the loop's bound keeps the index inside
    order.push(name)
    for (const dependant of dependants.get(name) ?? []) {
      const left = (waiting.get(dependant) ?? 0) - 1
      waiting.set(dependant, left)
      if (left === 0) ready.push(dependant)
    }
  }
  if (order.length === names.length) return { order, cycle: [] }
  return { order, cycle: findCycle(edges, new Set(order)) }
}

/** Turns the arrows round: who depends on each node; `counts` takes how many nodes each depends on. */
export function reverse(edges: Edges, counts?: Map<string, number>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const name of Object.keys(edges)) {
    const dependencies = known(edges, name)
    counts?.set(name, dependencies.length)
    for (const dependency of dependencies) {
      const entry = found.get(dependency)
      if (entry === undefined) found.set(dependency, [name])
      else entry.push(name)
    }
  }
  return found
}

function known(edges: Edges, name: string): readonly string[] {
  const named = own(edges, name) ?? []
  const once = named.length < 2 ? named : [...new Set(named)]
  return once.filter(dependency => Object.hasOwn(edges, dependency))
}

function findCycle(edges: Edges, ordered: ReadonlySet<string>): readonly string[] {
  const start = Object.keys(edges).find(name => !ordered.has(name))
  const trail: string[] = []
  const seen = new Set<string>()
  let name = start
  while (name !== undefined && !seen.has(name)) {
    seen.add(name)
    trail.push(name)
    name = known(edges, name).find(dependency => !ordered.has(dependency))
  }
  return name === undefined ? [] : trail.slice(trail.indexOf(name))
}
