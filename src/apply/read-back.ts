import { type AbilitiesOf, inKinds } from '../model/abilities.ts'
import { sort } from '../model/graph.ts'
import { namePrefix } from '../model/naming.ts'
import type { Live, Owned, ResourceType, Sought } from '../model/provider.ts'
import type { Resolver } from '../model/resolver.ts'
import type { Resource, Stack } from '../model/stack.ts'
import type { ResourceState } from '../model/state.ts'
import type { Properties } from '../model/value.ts'
import { member, record, references, text } from '../model/value.ts'
import { plainNaming } from './create.ts'
import { diagnosisOf } from './diagnosis.ts'
import { identityOf, type RunDeps } from './run.ts'

/** What is read back: a stack, and what the cloud holds of it by tags and marks. */
export interface ReadBackInput {
  readonly stack: Stack
  readonly owned: readonly Owned[]
  readonly resolver: Resolver
  /** Gives what to put on record of a thing of these properties that was found. */
  readonly recorded: (desired: Properties, live: Live, replaceOn: readonly string[]) => Properties
  readonly abilitiesOf: AbilitiesOf
  /** Makes an instance for what carries none. */
  readonly newInstance: () => string
}

/** What was read back, and what was not. */
export interface ReadBack {
  /** Ready to be put on record, each after those that it depends on. */
  readonly found: readonly ResourceState[]
  /** Logical IDs of the template of which nothing was found. */
  readonly missing: readonly string[]
  /** What is left alone: of a type that fnx does not deploy, or one of several under one logical ID. */
  readonly left: readonly Owned[]
}

type Deps = Omit<RunDeps, 'session'>

interface Search {
  readonly input: ReadBackInput
  readonly types: ReadonlyMap<string, ResourceType>
  /** By logical ID: on record already, or found. */
  readonly known: Map<string, ResourceState>
  readonly deps: Deps
}

/**
 * Reads a stack back from its cloud, by reading alone: what carries its tags, what hangs on that, and what the template
 * has no longer. What a state knows already is passed over.
 */
export async function readBack(
  input: ReadBackInput,
  state: {
    readonly resources: Readonly<Record<string, ResourceState>>
    readonly deposed: readonly ResourceState[]
  },
  deps: Deps,
): Promise<ReadBack> {
  const types = new Map(deps.types.map(type => [type.type, type]))
  const known = new Map(Object.entries(state.resources))
  const before = new Set(known.keys())
  const recorded = new Set([...known.values(), ...state.deposed].map(({ instance }) => instance))
  const fresh = input.owned.filter(({ instance }) => !recorded.has(instance))
  const { single, left } = sorted(fresh, { types, before })
  const search: Search = { input, types, known, deps }
  for (const resource of inOrder(input.stack)) await seek(resource, single.get(resource.logicalId), search)
  for (const thing of single.values()) await keep(thing, search)
  const found = [...known].filter(([id]) => !before.has(id)).map(([, resource]) => resource)
  const missing = Object.keys(input.stack.resources).filter(id => !known.has(id))
  return { found, missing, left }
}

/** Tells what can be taken from what must be left: of two things under one logical ID nobody can say which is the one. */
function sorted(
  owned: readonly Owned[],
  { types, before }: Pick<Search, 'types'> & { readonly before: ReadonlySet<string> },
): { readonly single: ReadonlyMap<string, Owned>; readonly left: readonly Owned[] } {
  const counts = new Map<string, number>()
  for (const { logicalId } of owned) counts.set(logicalId, (counts.get(logicalId) ?? 0) + 1)
  const takes = ({ type, logicalId }: Owned) =>
    types.has(type) && counts.get(logicalId) === 1 && !before.has(logicalId)
  const single = new Map(owned.filter(takes).map(thing => [thing.logicalId, thing]))
  return { single, left: owned.filter(thing => !takes(thing)) }
}

function inOrder({ resources }: Stack): readonly Resource[] {
  const edges = Object.values(resources).map(({ logicalId, dependsOn }) => [logicalId, dependsOn] as const)
  return sort(Object.fromEntries(edges)).order.flatMap(id => resources[id] ?? [])
}

async function seek(resource: Resource, owned: Owned | undefined, search: Search): Promise<void> {
  const { known, types, input } = search
  const type = types.get(resource.type)
  if (known.has(resource.logicalId) || type === undefined) return
  if (owned !== undefined && owned.type !== resource.type) return // taken as what the template has no longer
  const attributes = (id: string) => attributesOf(known.get(id))
  const inKind = inKinds(input.abilitiesOf(resource.type))
  const properties = inKind(record(input.resolver.redacted(resource.properties, attributes)))
  const thing = owned ?? (await hanging({ resource, type, properties }, search))
  if (thing === undefined) return
  const base = { ...thing, dependsOn: resource.dependsOn, deletionPolicy: resource.deletionPolicy }
  await put(base, { type, properties }, search)
}

/** Takes a thing that the template has no longer, or as another type: the next deploy deletes it. */
async function keep(thing: Owned, search: Search): Promise<void> {
  const type = search.types.get(thing.type)
  if (search.known.has(thing.logicalId) || type === undefined) return
  await put({ ...thing, dependsOn: [], deletionPolicy: 'Delete' }, { type, properties: {} }, search)
}

async function put(
  thing: Owned & Pick<ResourceState, 'dependsOn' | 'deletionPolicy'>,
  { type, properties }: { readonly type: ResourceType; readonly properties: Properties },
  { known, deps, input }: Search,
): Promise<void> {
  const since = deps.now().toISOString()
  const resource: ResourceState = { ...thing, properties, attributes: {}, status: 'ready', since }
  const live = await type.read(deps.client, resource)
  // The search of tags may still show what was deleted a moment ago.
  if (live === undefined) return
  const recorded = input.recorded(properties, live, input.abilitiesOf(type.type)?.replaceOn ?? [])
  known.set(thing.logicalId, { ...resource, properties: recorded, attributes: live.attributes })
}

interface Wanted {
  readonly resource: Resource
  readonly type: ResourceType
  readonly properties: Properties
}

/** Finds a thing without tags by what it hangs on; that must be ours, or the thing could be anyone's. */
async function hanging(
  { resource, type, properties }: Wanted,
  { known, deps, input }: Search,
): Promise<Owned | undefined> {
  const { logicalId, dependsOn } = resource
  if (type.tagging !== undefined || !dependsOn.some(id => known.has(id))) return undefined
  const fixed = input.abilitiesOf(type.type)?.replaceOn ?? []
  const places = fixed.map(path => member(properties, path.split('.')[0] ?? '') ?? null)
  if (references(places).length > 0) return undefined
  const { stack, stage } = deps.identity
  const given = type.nameProperty === undefined ? undefined : text(member(properties, type.nameProperty))
  const prefix = namePrefix(type.naming ?? plainNaming, [stack, stage, logicalId])
  const instance = input.newInstance()
  const sought = soughtOf({ logicalId, name: given ?? prefix, instance }, properties, deps)
  const plain = { name: given ?? `${prefix}${instance}`, instance }
  const traced = type.trace === undefined ? plain : await type.trace(deps.client, sought)
  if (traced === undefined) return undefined
  const physicalId = await found(type, soughtOf({ logicalId, ...traced }, properties, deps), deps)
  return physicalId === undefined ? undefined : { ...traced, type: type.type, logicalId, physicalId }
}

function soughtOf(
  named: { readonly logicalId: string; readonly name: string; readonly instance: string },
  properties: Properties,
  deps: Deps,
): Sought {
  // What it hangs on is ours, so its age proves nothing more.
  return { ...identityOf(named, deps.identity), properties, since: new Date(0).toISOString() }
}

async function found(type: ResourceType, sought: Sought, deps: Deps): Promise<string | undefined> {
  try {
    return await type.find(deps.client, sought)
  } catch (error) {
    const { kind } = diagnosisOf(error, deps.diagnose)
    if (kind === 'exists' || kind === 'missing') return undefined
    throw error
  }
}

function attributesOf(found: ResourceState | undefined): Properties | undefined {
  return found?.physicalId === undefined ? undefined : { Ref: found.physicalId, ...found.attributes }
}
