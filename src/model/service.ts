import type { TypeTables } from './dialect.ts'
import type { ServiceWire, Store } from './operation.ts'
import type { Provider, ResourceType, Service } from './provider.ts'
import { appOf, byType, type Source, type Things } from './source.ts'
import type { LocalApp } from './stack.ts'
import { isGeneric, templateName } from './way.ts'

/** Lists the resource types that a cloud's services deploy, sorted. */
export function typeNames({ services }: Pick<Provider, 'services'>): readonly string[] {
  return services.flatMap(({ types }) => Object.keys(types)).sort()
}

/** A cloud's types: those that have files of their own, and what stands in for the others. */
type Deploying = Pick<Provider, 'services' | 'generic'>

/** What is published of a cloud's types. */
export type Tables = Pick<TypeTables, 'typeOf'>

/** What is known of types without a build, and of clouds that publish nothing. */
export const nothingPublished: Tables = { typeOf: () => undefined }

/** Loads those of the named resource types that a cloud deploys; the others are left out. */
export async function loadTypes(
  provider: Deploying,
  names: Iterable<string>,
  tables: Tables = nothingPublished,
): Promise<readonly ResourceType[]> {
  const loaded = [...new Set(names)].map(name => loaderOf(provider, name, tables)?.())
  return (await Promise.all(loaded)).filter(type => type !== undefined)
}

/** Says why a cloud cannot deploy a type of which it publishes something, as the end of a sentence. */
export function whyNot({ generic }: Deploying, type: string, tables: Tables): string | undefined {
  const table = tables.typeOf(type)
  return table === undefined ? undefined : generic?.whyNot(type, table)
}

function loaderOf(
  { services, generic }: Deploying,
  name: string,
  tables: Tables,
): (() => Promise<ResourceType>) | undefined {
  const type = templateName(name)
  const own = services.flatMap(({ types, named }) =>
    Object.hasOwn(types, type) ? (types[type] ?? []) : (named?.(type) ?? []),
  )[0]
  if (own !== undefined && !isGeneric(name)) return own
  const table = tables.typeOf(type)
  if (table === undefined || generic === undefined || generic.whyNot(type, table) !== undefined)
    return undefined
  // What a file says of how things hang together holds whichever way they go.
  return async () => ({ ...bonds(await own?.()), ...(await generic.load(type, table)), type: name })
}

function bonds(type: ResourceType | undefined): Partial<ResourceType> {
  const { partOf, uniqueBy, uniqueIf, grants } = type ?? {}
  return {
    ...(partOf && { partOf }),
    ...(uniqueBy && { uniqueBy }),
    ...(uniqueIf && { uniqueIf }),
    ...(grants && { grants }),
  }
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
export async function wiresOf(
  services: readonly Service[],
  tables: Tables = nothingPublished,
): Promise<readonly ServiceWire[]> {
  return Promise.all(services.flatMap(({ wire }) => (wire === undefined ? [] : [wire(tables)])))
}

/** Gives what is deployed of some services, ready to run; `functionAt` gives the function that a value names. */
export function deployedApp(
  services: readonly Service[],
  wires: readonly ServiceWire[],
  { store, functionAt }: { readonly store: Store; readonly functionAt: Things['functionAt'] },
): LocalApp {
  const things = wires.flatMap(({ kept }) => kept?.(store) ?? [])
  const others = things.filter(({ type }) => !hasFile(services, type))
  return appOf(sourcesOf(services), { ofType: byType(things), others, functionAt })
}

/** Tells whether a service has a file for a type. */
export function hasFile(services: readonly Service[], type: string): boolean {
  return services.some(({ types }) => Object.hasOwn(types, type))
}

/** Gives the sources of those services that have one. */
export function sourcesOf(services: readonly Service[]): readonly Source[] {
  return services.flatMap(({ source }) => (source === undefined ? [] : [source]))
}
