/** What each node depends on; names that are no node are passed over. */
export type Edges = Readonly<Record<string, readonly string[]>>

/**
 * Orders nodes so that each comes after what it depends on, ties in the order of the keys.
 * Nodes that stand on or behind a cycle are left out of `order`; `cycle` names one, in the order of its arrows.
 */
export function sort(edges: Edges): { readonly order: readonly string[]; readonly cycle: readonly string[] } {
  const names = Object.keys(edges)
  const waiting = new Map(names.map(name => [name, known(edges, name).length]))
  const dependants = reverse(edges)
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

/** Turns the arrows round: who depends on each node. */
export function reverse(edges: Edges): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const name of Object.keys(edges))
    for (const dependency of known(edges, name)) {
      const entry = found.get(dependency)
      if (entry === undefined) found.set(dependency, [name])
      else entry.push(name)
    }
  return found
}

function known(edges: Edges, name: string): readonly string[] {
  return [...new Set(edges[name] ?? [])].filter(dependency => Object.hasOwn(edges, dependency))
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
