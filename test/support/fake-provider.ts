import { type AbilitiesOf, abilities } from '../../src/model/abilities.ts'
import type { Input, ResourceType } from '../../src/model/provider.ts'
import type { Properties, Value } from '../../src/model/value.ts'
import { canonical, equal, isRecord, list, record, text } from '../../src/model/value.ts'
import type { MemoryClient, Thing } from './memory-cloud.ts'
import { memoryError } from './memory-cloud.ts'

/** How one type of the fake cloud behaves. */
interface Traits {
  readonly type: string
  readonly replaceOn: readonly string[]
  /** Its name is its id and unique; without, the cloud draws ids. */
  readonly named: boolean
  /** A list property whose items are put by calls of their own. */
  readonly parts?: string
  /** A property that names the thing that it is part of and goes with. */
  readonly parent?: string
  /** It cannot be deleted while another thing mentions it. */
  readonly guarded?: boolean
  /** The property that names what it opens to others. */
  readonly grants?: string
}

const traits: readonly Traits[] = [
  { type: 'Fake::Role', replaceOn: ['Path'], named: true, parts: 'Policies', guarded: true },
  { type: 'Fake::Function', replaceOn: ['Runtime'], named: true },
  { type: 'Fake::Permission', replaceOn: ['Function'], named: false, parent: 'Function', grants: 'Function' },
  { type: 'Fake::Alias', replaceOn: ['Function'], named: true, parent: 'Function' },
  { type: 'Fake::Api', replaceOn: ['Kind'], named: false },
  { type: 'Fake::Bucket', replaceOn: [], named: true, guarded: true },
  { type: 'Fake::Queue', replaceOn: ['Fifo'], named: true },
]

/** Resource types of the fake cloud: named and nameless, whole and in parts, alone and as part of another. */
export const fakeTypes: readonly ResourceType<MemoryClient>[] = traits.map(fakeType)

/** The fake cloud publishes nothing, and takes any property. */
export const fakeAbilities: AbilitiesOf = type => {
  const found = fakeTypes.find(one => one.type === type)
  return found === undefined ? undefined : { ...abilities(found), takes: 'any' }
}

let drawn = 0

function fakeType(its: Traits): ResourceType<MemoryClient> {
  const { type } = its
  return {
    type,
    takes: [],
    reads: [],
    replaceOn: its.replaceOn,
    ...(its.parent === undefined ? {} : { partOf: [its.parent] }),
    ...(its.grants === undefined ? {} : { grants: its.grants }),
    ...(its.named ? { nameProperty: 'Name', naming: { max: 64, allowed: /[A-Za-z0-9-]/ } } : {}),
    async create(client, input) {
      const id = idOf(its, input) ?? `id-${++drawn}`
      await send(client, `create ${type}`, false, () => put(its, client, { ...input, id }))
      await parts(its, client, id, input)
      return made(id)
    },
    find(client, sought) {
      return send(client, `find ${type}`, true, () => {
        const seen = [...client.cloud.things.values()].filter(
          thing => thing.type === type && thing.visible <= client.now().getTime(),
        )
        const mine = seen.find(({ tags }) => tags['fnx:instance'] === sought.tags['fnx:instance'])
        if (mine === undefined && its.named && seen.some(({ id }) => id === idOf(its, sought)))
          throw memoryError('exists', `${sought.name} belongs to someone else.`)
        return mine?.id
      })
    },
    read(client, known) {
      return send(client, `read ${type}`, true, () => {
        const thing = client.cloud.things.get(known.physicalId ?? '')
        if (thing === undefined) return undefined
        const own =
          its.parts === undefined ? {} : { [its.parts]: inOrder(thing, known.properties[its.parts]) }
        return { properties: { ...thing.properties, ...own }, attributes: made(thing.id).attributes }
      })
    },
    async update(client, id, input) {
      const before = input.before ?? {}
      const rest = without(input.properties, its.parts)
      if (!equal(rest, without(before, its.parts)))
        await send(client, `update ${type}`, true, () => {
          demanded(client, id).properties = rest
        })
      await parts(its, client, id, input)
      return made(id)
    },
    async delete(client, known) {
      const id = known.physicalId ?? ''
      const thing = client.cloud.things.get(id)
      for (const part of [...(thing?.parts.keys() ?? [])])
        await send(client, `detach ${type}`, true, () => thing?.parts.delete(part))
      await send(client, `delete ${type}`, true, () => drop(its, client, id))
    },
  }
}

function send<T>(
  { cloud, pace }: MemoryClient,
  name: string,
  repeatable: boolean,
  effect: () => T,
): Promise<T> {
  return pace.attempt(() => cloud.call(name, effect), { repeatable })
}

function put(its: Traits, { cloud, now, lag }: MemoryClient, input: Input & { readonly id: string }): void {
  const { id, name, tags } = input
  if (cloud.things.has(id)) throw memoryError('exists', `${id} exists.`)
  const parent = its.parent === undefined ? undefined : text(input.properties[its.parent])
  if (parent !== undefined && !cloud.things.has(parent))
    throw memoryError('missing', `${parent} does not exist.`)
  const role = text(input.properties.Role)
  if (role !== undefined && !cloud.things.has(role))
    throw memoryError('invalid', `Role ${role} does not exist.`)
  const properties = without(input.properties, its.parts)
  const visible = now().getTime() + lag
  cloud.things.set(id, { id, type: its.type, name, tags, properties, parts: new Map(), visible })
}

/** Puts the parts that are new or differ and takes away those that were there before and are wanted no more. */
async function parts(its: Traits, client: MemoryClient, id: string, input: Input): Promise<void> {
  if (its.parts === undefined) return
  const before = byName(input.before?.[its.parts])
  const after = byName(input.properties[its.parts])
  for (const [name, part] of after)
    if (!equal(before.get(name), part))
      await send(client, `attach ${its.type}`, true, () => demanded(client, id).parts.set(name, part))
  for (const name of before.keys())
    if (!after.has(name))
      await send(client, `detach ${its.type}`, true, () => demanded(client, id).parts.delete(name))
}

function drop(its: Traits, { cloud }: MemoryClient, id: string): void {
  const user = [...cloud.things.values()].find(
    other => other.id !== id && canonical(other.properties).includes(JSON.stringify(id)),
  )
  if (its.guarded && cloud.things.has(id) && user !== undefined)
    throw memoryError('invalid', `${id} is used by ${user.id}.`)
  cloud.things.delete(id)
  for (const child of cloud.things.keys()) if (child.startsWith(`${id}|`)) cloud.things.delete(child)
}

function demanded({ cloud }: MemoryClient, id: string): Thing {
  const thing = cloud.things.get(id)
  if (thing === undefined) throw memoryError('missing', `${id} does not exist.`)
  return thing
}

function idOf(its: Traits, { properties, name }: Pick<Input, 'properties' | 'name'>): string | undefined {
  if (its.parent !== undefined) return `${text(properties[its.parent])}|${name}`
  return its.named ? name : undefined
}

/** The cloud keeps no order among parts; what is read takes the order on record, so that no false drift shows. */
function inOrder({ parts }: Thing, recorded: Value | undefined): readonly Properties[] {
  const order = [...byName(recorded).keys()]
  const places = [...parts].toSorted(([left], [right]) => order.indexOf(left) - order.indexOf(right))
  return places.map(([, part]) => part)
}

function byName(value: Value | undefined): ReadonlyMap<string, Properties> {
  return new Map(list(value).flatMap(item => (isRecord(item) ? [[text(item.Name) ?? '', record(item)]] : [])))
}

function without(properties: Properties, key: string | undefined): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => name !== key))
}

function made(id: string) {
  return { physicalId: id, attributes: { Arn: `arn:fake:${id}` } }
}
