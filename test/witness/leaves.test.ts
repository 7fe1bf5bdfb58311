import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Abilities, abilities, inKinds } from '../../src/model/abilities.ts'
import type { Cloud, Input, ResourceType } from '../../src/model/provider.ts'
import { loadTypes, typeNames } from '../../src/model/service.ts'
import {
  equal,
  isList,
  isRecord,
  type Path,
  type Properties,
  record,
  type Value,
} from '../../src/model/value.ts'
import { clouds } from '../../src/providers/index.ts'
import { publishedBy } from '../../src/template/schema/published.ts'
import { bases } from './bases.ts'
import { exceptions, gaps } from './gaps.ts'
import { type Leaf, type Marked, marked, refusedIn, without } from './leaves.ts'
import { type Recorded, type Recorder, recorder } from './recorder.ts'

const root = join(import.meta.dirname, '..', '..')

/** What was found of the leaves of a type. */
interface Found {
  readonly leaves: number
  readonly refused: number
  /** `Path: what is wrong`. */
  readonly wrong: readonly string[]
}

const deployable = await Promise.all(
  clouds.map(async cloud => {
    const provider = await cloud.provider()
    const resources = await loadTypes(provider, typeNames(provider))
    const published = publishedBy(await cloud.dialect(), root)
    const types = resources.filter(({ type }) => published(type).shape !== undefined)
    return types.map(type => ({
      name: type.type,
      cloud,
      type,
      abilities: abilities(type, published(type.type)),
    }))
  }),
)

const counts = new Map<string, { types: number; leaves: number; refused: number; reached: number }>()

describe('every published leaf', () => {
  test.each(deployable.flat())(
    'of $name reaches a call or is refused, and is reset when it is taken away',
    async one => {
      const found = await witness(one)
      const count = counts.get(one.cloud.name) ?? { types: 0, leaves: 0, refused: 0, reached: 0 }
      const dropped = found.wrong.filter(what => what.endsWith('dropped')).length
      counts.set(one.cloud.name, {
        types: count.types + 1,
        leaves: count.leaves + found.leaves + found.refused,
        refused: count.refused + found.refused,
        reached: count.reached + found.leaves - dropped,
      })
      const allowed = Object.keys(exceptions[one.name] ?? {})
      const wrong = found.wrong.filter(what => !allowed.includes(what.replace(/: [^:]*$/, '')))
      expect([...new Set(wrong)].sort().join('\n')).toBe((gaps[one.name] ?? []).join('\n'))
    },
    600_000,
  )

  test('of three clouds was looked at', () => {
    process.stdout.write(`${JSON.stringify(Object.fromEntries(counts))}\n`)
    expect([...counts.keys()]).toEqual(clouds.map(({ name }) => name))
  })

  test.each(deployable.flat())('of $name has a base to be written beside', ({ name }) => {
    expect(Object.keys(bases)).toContain(name)
  })

  test('that is listed as a gap or as an exception is of a type that there is', () => {
    const names = new Set(deployable.flat().map(({ name }) => name))
    expect([...Object.keys(gaps), ...Object.keys(exceptions)].filter(name => !names.has(name))).toEqual([])
  })
})

interface Subject {
  readonly cloud: Cloud
  readonly type: ResourceType
  readonly abilities: Abilities
}

async function witness({ cloud, type, abilities: own }: Subject): Promise<Found> {
  const world = await recorder(cloud)
  const base = await prepared(world, type)
  const members = typeof own.takes === 'object' && 'members' in own.takes ? own.takes.members : {}
  const count = { next: 0 }
  const wrong: string[] = []
  let leaves = 0
  for (const [name, shape] of Object.entries(members)) {
    const value = name.startsWith('Fnx::')
      ? undefined
      : marked(shape, { count, values: bases[type.type]?.values ?? {} }, [name])
    if (value === undefined || name === 'Code') continue
    leaves += value.leaves.length
    wrong.push(...(await lookAt({ world, type, own, base, name, value })))
  }
  return { leaves, refused: refusedIn(own.takes), wrong }
}

/** Makes what a type needs, and fills what that gave into its base. */
async function prepared({ client, provider }: Recorder, type: ResourceType): Promise<Properties> {
  const { needs = [], properties } = bases[type.type] ?? { properties: {} }
  const made: Properties[] = []
  for (const [name, given, own] of needs) {
    const [need] = await loadTypes(provider, [name])
    const created = await need?.create(client, inputOf(filled(own, made), { name: given }))
    made.push({ Ref: created?.physicalId ?? '', ...created?.attributes })
  }
  return record(filled(properties, made))
}

function filled(value: Value, made: readonly Properties[]): Value {
  if (isList(value)) return value.map(item => filled(item, made))
  if (!isRecord(value)) return value
  if (isList(value.use)) return made[Number(value.use[0])]?.[String(value.use[1])] ?? null
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, made)]))
}

const bytes = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])
const artifact = { hash: 'a'.repeat(64), size: bytes.length, unzipped: 0, file: '', read: async () => bytes }

function inputOf(properties: Value, more: Partial<Input> = {}): Input {
  const tags = {
    'fnx:stack': 'shop',
    'fnx:stage': 'dev',
    'fnx:logical-id': 'Thing',
    'fnx:instance': 'abcd1234',
  }
  return { logicalId: 'Thing', name: 'thing', tags, properties: record(properties), artifact, ...more }
}

interface Look extends Omit<Subject, 'cloud' | 'abilities'> {
  readonly world: Recorder
  readonly own: Abilities
  readonly base: Properties
  readonly name: string
  readonly value: Marked
}

async function lookAt(look: Look): Promise<readonly string[]> {
  const { type, own, name, value } = look
  const base = { ...look.base, ...bases[type.type]?.beside?.[name] }
  const whole = { ...base, [name]: value.value }
  const made = await createdWith(look, whole)
  const dropped = await unseen(whole, value.leaves, made, off => createdWith(look, off))
  const found = dropped.map(path => `${path}: dropped`)
  if (replaces(own, [name])) return found
  const later = await changed({ ...look, base }, whole)
  return [...found, ...later.filter(what => !dropped.some(path => what.startsWith(`${path}:`)))]
}

/** Creates the resource and deletes it again; gives what it asked for until then, even where that was refused. */
async function createdWith({ world, type, own }: Look, properties: Properties): Promise<Recorded> {
  const input = inputOf(inKinds(own)(properties), { name: nameIn(type, properties) })
  let physicalId: string | undefined
  const asked = await world.during(async () => {
    physicalId = (await type.create(world.client, input)).physicalId
  })
  await world.during(async () => {
    physicalId ??= await type.find(world.client, { ...input, since: '2026-01-01T00:00:00.000Z' })
  })
  await removed({ world, type }, physicalId ?? input.name, input)
  return asked
}

function nameIn({ nameProperty }: ResourceType, properties: Properties): string {
  return nameProperty === undefined || properties[nameProperty] === undefined
    ? 'thing'
    : String(properties[nameProperty])
}

async function removed(
  { world, type }: Pick<Look, 'world' | 'type'>,
  physicalId: string,
  { properties, name, logicalId }: Input,
): Promise<void> {
  const known = {
    logicalId,
    type: type.type,
    physicalId,
    name,
    instance: 'abcd1234',
    properties,
    attributes: {},
  }
  const state = {
    ...known,
    dependsOn: [],
    deletionPolicy: 'Delete',
    status: 'ready',
    since: '2026-01-01T00:00:00.000Z',
  } as const
  const { freed } = bases[type.type] ?? {}
  if (freed !== undefined) {
    const input = inputOf({ ...properties, ...freed }, { name, before: properties })
    await world.during(() => type.update(world.client, physicalId, input))
  }
  await world.during(() => type.delete(world.client, state, { empty: true }))
}

/** Lists the leaves that no request shows: their marks, or a difference when a flag is the other way. */
async function unseen(
  whole: Properties,
  leaves: readonly Leaf[],
  asked: Recorded,
  again: (properties: Properties) => Promise<Recorded>,
): Promise<readonly string[]> {
  const lost: string[] = []
  for (const { path, kind, mark } of leaves) {
    const isSeen =
      kind === 'mark'
        ? asked.all.includes(mark)
        : !equal((await again(record(flipped(whole, path)))).writes, asked.writes)
    if (!isSeen) lost.push(pathOf(path))
  }
  return lost
}

function flipped(value: Value, [head, ...rest]: Path): Value {
  if (head === undefined) return false
  if (isList(value)) return value.map((item, index) => (index === head ? flipped(item, rest) : item))
  return { ...record(value), [String(head)]: flipped(record(value)[String(head)] ?? null, rest) }
}

/** Updates to the whole, takes each leaf away and then all of it. */
async function changed(look: Look, whole: Properties): Promise<readonly string[]> {
  const { world, type, own, base, name, value } = look
  const physicalId = await basis(look)
  const update = (before: Properties, properties: Properties): Promise<Recorded> => {
    const [from, to] = [inKinds(own)(before), inKinds(own)(properties)]
    const input = inputOf(to, { name: nameIn(type, base), before: from })
    return world.during(() => type.update(world.client, physicalId, input))
  }
  const control = await update(base, base)
  const given = await update(base, whole)
  const leaves = value.leaves.filter(({ path }) => !replaces(own, path))
  const lost = await unseen(whole, leaves, given, off => update(base, off))
  const wrong = lost.map(path => `${path}: not updated`)
  if (base[name] === undefined && !stays(own, [name])) {
    await update(base, whole)
    const { writes } = await update(whole, base)
    const isSaid = keysOf(given.all, value.leaves).some(key => writes.join('\n').includes(key))
    if (!isSaid && writes.every(write => control.writes.includes(write))) wrong.push(`${name}: not reset`)
  }
  for (const { path } of leaves.filter(one => one.path.length > 1 && !stays(own, one.path))) {
    await update(base, whole)
    const { writes } = await update(whole, record(without(whole, path)))
    if (writes.length === 0) wrong.push(`${pathOf(path)}: not reset`)
  }
  await removed(look, physicalId, inputOf(base, { name: nameIn(type, base) }))
  return wrong
}

/** The names that calls give to leaves: what stands before their marks. Who always sends all names what it resets. */
function keysOf(text: string, leaves: readonly Leaf[]): readonly string[] {
  return leaves.flatMap(({ mark }) => {
    const before = mark === '' ? '' : (text.split(mark)[0] ?? '')
    const [, key] = /([A-Za-z][\w-]*)["'>=:[{\s\\]*$/.exec(before) ?? []
    return key === undefined || before === text ? [] : [key]
  })
}

async function basis({ world, type, own, base }: Look): Promise<string> {
  const input = inputOf(inKinds(own)(base), { name: nameIn(type, base) })
  return (await type.create(world.client, input)).physicalId
}

function replaces({ replaceOn }: Abilities, path: Path): boolean {
  return replaceOn.some(name => `${pathOf(path)}.`.startsWith(`${name}.`))
}

function stays(own: Abilities, path: Path): boolean {
  return Object.keys(own.stays).some(name => `${pathOf(path)}.`.startsWith(`${name}.`))
}

/** The way to a leaf by the names of members; lists and free keys have no step. */
function pathOf(path: Path): string {
  return path.filter(step => typeof step === 'string' && step !== 'Key').join('.')
}
