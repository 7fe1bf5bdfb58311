import type { ServiceWire, Store } from './operation.ts'
import type { Provider, ResourceType, Service } from './provider.ts'
import { appOf, byType, type Source, type Things } from './source.ts'
import type { LocalApp } from './stack.ts'

/** Lists the resource types that a cloud's services deploy, sorted. */
export function typeNames({ services }: Pick<Provider, 'services'>): readonly string[] {
  return services.flatMap(({ types }) => Object.keys(types)).sort()
}

/** Loads those of the named resource types that a cloud's services deploy; the others are left out. */
export async function loadTypes(
  { services }: Pick<Provider, 'services'>,
  names: Iterable<string>,
): Promise<readonly ResourceType[]> {
  const wanted = [...new Set(names)]
  const loaders = wanted.flatMap(name =>
    services.flatMap(({ types }) => (Object.hasOwn(types, name) ? [types[name]] : [])),
  )
  return Promise.all(loaders.flatMap(load => (load === undefined ? [] : [load()])))
}

/** What has resources: a stack, or a state with what it still has to delete. */
interface Holder {
  readonly resources: Readonly<Record<string, { readonly type: string }>>
  readonly deposed?: readonly { readonly type: string }[]
  readonly announced?: readonly { readonly type: string }[]
}

/** Names the resource types of stacks and states, each once. */
export function typesIn(...holders: readonly (Holder | undefined)[]): ReadonlySet<string> {
  return new Set(
    holders.flatMap(({ resources = {}, deposed = [], announced = [] }: Partial<Holder> = {}) =>
      [...Object.values(resources), ...deposed, ...announced].map(({ type }) => type),
    ),
  )
}

/** Loads what the local cloud answers of some services. */
export async function wiresOf(services: readonly Service[]): Promise<readonly ServiceWire[]> {
  return Promise.all(services.flatMap(({ wire }) => (wire === undefined ? [] : [wire()])))
}

/** Gives what is deployed of some services, ready to run; `functionAt` gives the function that a value names. */
export function deployedApp(
  services: readonly Service[],
  wires: readonly ServiceWire[],
  { store, functionAt }: { readonly store: Store; readonly functionAt: Things['functionAt'] },
): LocalApp {
  const things = wires.flatMap(({ kept }) => kept?.(store) ?? [])
  return appOf(sourcesOf(services), { ofType: byType(things), functionAt })
}

/** Gives the sources of those services that have one. */
export function sourcesOf(services: readonly Service[]): readonly Source[] {
  return services.flatMap(({ source }) => (source === undefined ? [] : [source]))
}
