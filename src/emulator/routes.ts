import type { Route } from '../model/stack.ts'

/** A route that a path met, with the values of its variables. */
export interface RouteFound<R> {
  readonly route: R
  readonly parameters: Readonly<Record<string, string>>
  /** The path that the API sees: without the stage, where the caller wrote one. */
  readonly path: string
}

/** Routes, ready to be looked up; the more exact comes first. */
export interface RouteTable<R> {
  find(method: string, path: string, api?: string): RouteFound<R> | undefined
  /** The routes of a path, whatever the method. */
  at(path: string, api?: string): readonly R[]
}

interface Pattern<R> {
  readonly route: R
  readonly segments: readonly string[]
  readonly rank: string
}

/** Prepares routes for look-up: words before `{name}` before `{name+}`, a method before `ANY`, then the order given. */
export function routeTable<R extends Route>(routes: readonly R[]): RouteTable<R> {
  const patterns = routes
    .map(patternOf)
    .sort((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : 0))
  const stages = new Set(routes.map(({ stage }) => stage))
  const byApi = new Map<string, readonly Pattern<R>[]>()
  const among = (api: string | undefined): readonly Pattern<R>[] => {
    if (api === undefined) return patterns
    const known = byApi.get(api)
    if (known !== undefined) return known
    const own = patterns.filter(({ route }) => route.api.toLowerCase() === api)
    byApi.set(api, own)
    return own
  }
  const search = (method: string | undefined, path: string, api: string | undefined): RouteFound<R>[] => {
    const own = among(api)
    const found = matches(own, method, path)
    if (found.length > 0) return found
    const [, stage, ...rest] = path.split('/')
    if (!stages.has(stage)) return []
    return matches(
      own.filter(({ route }) => route.stage === stage),
      method,
      `/${rest.join('/')}`,
    )
  }
  return {
    find: (method, path, api) => search(method, path, api)[0],
    at: (path, api) => search(undefined, path, api).map(({ route }) => route),
  }
}

function patternOf<R extends Route>(route: R): Pattern<R> {
  const segments = route.path === '$default' ? ['{+}'] : split(route.path)
  const rank = segments.map(segment => (isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0')).join('')
  // the end of a path ranks between a variable and a greedy one; ANY after the methods
  return {
    route,
    segments,
    rank: `${rank}${route.path === '$default' ? '3' : '1'}${route.method === 'ANY' ? 'b' : 'a'}`,
  }
}

function matches<R extends Route>(
  patterns: readonly Pattern<R>[],
  method: string | undefined,
  path: string,
): RouteFound<R>[] {
  const segments = split(path)
  const found: RouteFound<R>[] = []
  for (const { route, segments: pattern } of patterns) {
    if (method !== undefined && route.method !== 'ANY' && route.method !== method) continue
    const parameters = match(pattern, segments)
    if (parameters === undefined) continue
    found.push({ route, parameters, path })
    if (method !== undefined) break
  }
  return found
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    if (part === '{+}') return parameters
    const segment = segments[index]
    if (segment === undefined) return undefined
    if (isGreedy(part)) {
      parameters[part.slice(1, -2)] = segments.slice(index).map(decoded).join('/')
      return parameters
    }
    if (isVariable(part)) parameters[part.slice(1, -1)] = decoded(segment)
    else if (part !== segment && part !== decoded(segment)) return undefined
  }
  return pattern.length === segments.length ? parameters : undefined
}

function split(path: string): readonly string[] {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '')
  return trimmed === '' ? [] : trimmed.split('/')
}

function isVariable(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}')
}

function isGreedy(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('+}')
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
