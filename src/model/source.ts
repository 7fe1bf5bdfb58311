import type { CodeSource, LocalApp } from './stack.ts'
import type { Properties, Value } from './value.ts'

/** One thing of an account, as a template writes it and with nothing left to be known: of a stack, or deployed. */
export interface Thing {
  /** The logical ID of a stack, or what tells it from others of its type once it is deployed. */
  readonly id: string
  readonly type: string
  readonly properties: Properties
  readonly region: string
  readonly account: string
  /** Where the code of a function is. */
  readonly code?: CodeSource
}

/** All things of a stack or of a local cloud, and how they name functions among them. */
export interface Things {
  ofType(type: string): readonly Thing[]
  /** Those of types that no service of the cloud has a file for. */
  readonly others: readonly Thing[]
  /** Gives the id of the function that a value names, by ARN or by name. */
  functionAt(value: Value | undefined): string | undefined
}

/** What the local cloud runs of the things of one service; the same whether they are deployed or not. */
export interface Source {
  /** The types that it reads. */
  readonly types: readonly string[]
  /** It reads those that no service has a file for. */
  readonly others?: true
  read(things: Things): Partial<LocalApp>
}

/** Gives what the local cloud runs of some things, by the sources of their cloud. */
export function appOf(sources: readonly Source[], things: Things): LocalApp {
  const parts = sources.map(source => source.read(things))
  return {
    functions: parts.flatMap(({ functions = [] }) => functions),
    routes: parts.flatMap(({ routes = [] }) => routes),
    timers: parts.flatMap(({ timers = [] }) => timers),
    unsupported: parts.flatMap(({ unsupported = [] }) => unsupported),
  }
}

/** Groups things by their type. */
export function byType(things: readonly Thing[]): Things['ofType'] {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const group = groups.get(thing.type)
    if (group === undefined) groups.set(thing.type, [thing])
    else group.push(thing)
  }
  return type => groups.get(type) ?? []
}
