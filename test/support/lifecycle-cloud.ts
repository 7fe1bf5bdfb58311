import { expect } from 'vitest'
import type { Artifact } from '../../src/model/artifact.ts'
import type { Input, Pace, Provider, ResourceType } from '../../src/model/provider.ts'
import { loadTypes } from '../../src/model/service.ts'
import type { ResourceState } from '../../src/model/state.ts'
import { equal, isList, isRecord, type Properties, type Value } from '../../src/model/value.ts'
import { typeTables } from '../../src/template/schema/type-tables.ts'
import { root } from './fnx.ts'
import { type Case, filled } from './lifecycle-cases.ts'
import type { MemoryStore, WireServer } from './wire-server.ts'

/** By resource type, or by type and name of one case, why a row of the table holds otherwise for it. */
export type Exceptions = Readonly<Record<string, string>>

/** A cloud whose resource types go through the table. */
export interface LifecycleCloud {
  readonly provider: Pick<Provider, 'name' | 'title' | 'services' | 'generic' | 'diagnose'>
  readonly cases: readonly Case[]
  serve(): Promise<WireServer & { readonly client: { readonly pace: Pace } }>
  inputOf(name: string, properties: Properties, more?: Partial<Input>): Input
  stateOf(type: string, physicalId: string, input: Input): ResourceState
  artifactOf(content: string): Artifact
  /** Members of what the cloud holds that change with each call. */
  readonly restless?: readonly string[]
  /** Tables of what is told of things that are gone. */
  readonly lasting?: readonly string[]
  /** Types that nobody can read, so that what is gone is not known to be. */
  readonly unread?: Exceptions
  /** Types that are alone in their place, though no fact of theirs says so. */
  readonly alone?: Exceptions
  /** Types of which two stacks can have the same one. */
  readonly shared?: Exceptions
  /** Types of which nothing finds an unfinished one, so that it is made again. */
  readonly unfound?: Exceptions
  /** Types that an update makes anew, so that one that was cut off may leave nothing. */
  readonly remade?: Exceptions
  /** Types whose creation is answered by nothing that tells the service from another; a page is told by what it is. */
  readonly silent?: Exceptions
}

/** What a row of the table works on: one cloud, served, that holds what a case needs. */
export interface Stage extends Omit<Awaited<ReturnType<LifecycleCloud['serve']>>, 'calls'> {
  readonly type: ResourceType
  readonly first: Properties
  readonly second: Properties
  given(properties: Properties, more?: Partial<Input>): Input
  state(physicalId: string, properties: Properties): ResourceState
  /** Lists what the cloud says of a thing otherwise than the template, and what it should show and does not. */
  drift(physicalId: string, properties: Properties): Promise<readonly string[]>
  delete(physicalId: string, properties: Properties): Promise<void>
  holdings(): string
  /** What the cloud held before the case. */
  readonly empty: string
}

/** Serves a cloud with what a case needs of a stack. */
export async function stageOf(cloud: LifecycleCloud, one: Case, stack = 'shop'): Promise<Stage> {
  const server = await cloud.serve()
  const made: Properties[] = []
  for (const { type, name, properties } of one.needs ?? []) {
    const input = given(cloud, name, record(filled(properties, made)))
    const tags = { ...input.tags, 'fnx:instance': 'needed00', 'fnx:stack': stack }
    const created = await (await typeOf(cloud, type)).create(server.client, { ...input, tags })
    made.push(created.attributes)
  }
  const type = await typeOf(cloud, one.type)
  const state = (id: string, properties: Properties) =>
    cloud.stateOf(one.type, id, given(cloud, one.name, properties))
  const holdings = () => holdingsOf(server.store, cloud)
  return {
    ...server,
    type,
    first: record(filled(one.first, made)),
    second: record(filled(one.second, made)),
    given: (properties, more) => given(cloud, one.name, properties, more),
    state,
    async drift(id, properties) {
      const live = await type.read(server.client, state(id, properties))
      return live === undefined ? ['gone'] : differences(type, live.properties, properties)
    },
    delete: (id, properties) => type.delete(server.client, state(id, properties), { empty: false }),
    holdings,
    empty: holdings(),
  }
}

function record(value: Value): Properties {
  return isRecord(value) ? value : {}
}

async function typeOf({ provider }: LifecycleCloud, name: string): Promise<ResourceType> {
  const [type] = await loadTypes(provider, [name], typeTables(root, provider.name))
  if (type === undefined) throw new Error(`no resource type ${name}`)
  return type
}

function given(
  { inputOf, artifactOf }: LifecycleCloud,
  name: string,
  properties: Properties,
  more: Partial<Input> = {},
): Input {
  const hasTwo = JSON.stringify(properties).includes(artifactOf('two').hash)
  return inputOf(name, properties, { artifact: artifactOf(hasTwo ? 'two' : 'one'), ...more })
}

function differences(type: ResourceType, live: Properties, properties: Properties): readonly string[] {
  const shown = Object.keys(properties).filter(key => type.reads.includes(key))
  const keys = new Set([...Object.keys(live), ...shown])
  return [...keys].flatMap(key =>
    equal(live[key] ?? null, properties[key] ?? null) ? [] : [`${key}: ${JSON.stringify(live[key])}`],
  )
}

function holdingsOf(
  store: MemoryStore,
  { restless = [], lasting = [] }: Pick<LifecycleCloud, 'restless' | 'lasting'>,
): string {
  const names = store.tables().filter(name => !lasting.includes(name))
  const tables = names.map(name => [name, store.list(name)] as const)
  const held = tables.filter(([, things]) => things.length > 0)
  return JSON.stringify(
    held.map(([name, things]) => [name, things.map(([key, thing]) => [key, still(thing, restless)])]),
  )
}

/** A list of policies that was emptied is as good as one that never was. */
function still(value: Value, restless: readonly string[]): Value {
  if (isList(value)) return value.map(item => still(item, restless))
  if (!isRecord(value)) return value
  const kept = Object.entries(value).filter(([key, item]) => !restless.includes(key) && !isHollow(item))
  return Object.fromEntries(kept.map(([key, item]) => [key, still(item, restless)]))
}

function isHollow(value: Value): boolean {
  return isList(value) ? value.length === 0 : isRecord(value) && Object.values(value).every(isHollow)
}

/** Tells whether work came to its end or was cut off. */
export async function ends(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}

/** Cuts work off after its first mutating call, then after its second, until it comes to its end; says how often. */
export async function cutOff(
  server: Pick<WireServer, 'cutAfter' | 'mend'>,
  work: () => Promise<unknown>,
): Promise<number> {
  for (let cut = 1; ; cut++) {
    expect(cut).toBeLessThan(40)
    server.cutAfter(cut)
    const whole = await ends(work())
    server.mend()
    if (whole) return cut
  }
}
