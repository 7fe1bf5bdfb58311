import type { Contract } from '../model/contract.ts'
import type { FunctionSpec, LocalApp, Route, Timer } from '../model/stack.ts'
import type { Tree } from '../model/tree.ts'
import { type RouteTable, routeTable } from './routes.ts'

/** A template, ready to run from its source folders. */
export interface TemplateApp {
  readonly provider: string
  readonly app: LocalApp
  /** The folder with the code of a function, whose changes are heeded. */
  folderOf(functionId: string): string
  /** Lays out the code as the cloud would show it, with folders mounted or all copied; the folder itself when absent. */
  stage?(functionId: string, mounts: boolean): Promise<Tree>
  /** Files and folders whose change asks for the template anew: the template itself, sources that are built. */
  readonly watches?: readonly string[]
}

/** A function that can be run here. */
export interface Entry {
  /** `template/ID` or `cloud/ID`. */
  readonly key: string
  readonly spec: FunctionSpec
  readonly contract: Contract
  /** Absent for deployed functions, whose code is unpacked when it is needed. */
  readonly folder?: string
  stage?(mounts: boolean): Promise<Tree>
}

/** A route with its function. */
export type ServedRoute = Route & Pick<Entry, 'key' | 'spec'> & { readonly cloudContract: Contract }

/** A timer with the key of its function. */
export type ServedTimer = Timer & { readonly key: string }

/** What can be run now, and what the gateway and the timers serve of it. */
export interface Served {
  readonly entries: ReadonlyMap<string, Entry>
  readonly routes: readonly ServedRoute[]
  readonly table: RouteTable<ServedRoute>
  readonly timers: readonly ServedTimer[]
}

/** An app of a cloud with the word that its keys begin with. */
export interface Scoped extends Partial<Pick<TemplateApp, 'folderOf' | 'stage'>> {
  readonly scope: string
  readonly app: LocalApp
  readonly contract: Contract
}

/** Gives what is served: with a template its routes and timers, else those of what is deployed; functions of both. */
export function servedOf(deployed: readonly Scoped[], template: Scoped | undefined): Served {
  const all = template === undefined ? deployed : [...deployed, template]
  const entries = new Map(all.flatMap(entriesOf).map(entry => [entry.key, entry]))
  const shown = template === undefined ? deployed : [template]
  const routes = shown.flatMap(({ scope, app }) =>
    app.routes.flatMap(route => servedRoute(route, scope, entries)),
  )
  const timers = shown.flatMap(({ scope, app }) =>
    app.timers.map(timer => ({ ...timer, key: `${scope}/${timer.functionId}` })),
  )
  return { entries, routes, timers, table: routeTable(routes) }
}

function entriesOf({ scope, app, contract, folderOf, stage }: Scoped): readonly Entry[] {
  return app.functions.map(spec => ({
    ...{ key: `${scope}/${spec.id}`, spec, contract },
    ...(folderOf === undefined ? {} : { folder: folderOf(spec.id) }),
    ...(stage === undefined ? {} : { stage: (mounts: boolean) => stage(spec.id, mounts) }),
  }))
}

function servedRoute(route: Route, scope: string, entries: Served['entries']): readonly ServedRoute[] {
  const entry = entries.get(`${scope}/${route.functionId}`)
  return entry === undefined
    ? []
    : [{ ...route, key: entry.key, spec: entry.spec, cloudContract: entry.contract }]
}
