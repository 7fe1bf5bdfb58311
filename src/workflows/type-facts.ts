import type { Abilities, Reasons } from '../model/abilities.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { Cloud, ResourceType } from '../model/provider.ts'
import { loadTypes, typeNames, whyNot } from '../model/service.ts'
import type { Shape } from '../model/shape.ts'
import { didYouMean } from '../model/similar.ts'
import { clouds } from '../providers/index.ts'
import { typeTables } from '../template/schema/type-tables.ts'
import { abilitiesIn } from './project/abilities.ts'

/** What fnx does with a resource type, as `explain` says it. */
export interface TypeFacts {
  readonly type: string
  readonly cloud: string
  /** The API that stands in for that of the type's own service. */
  readonly generic?: string
  readonly takes: Shape
  readonly replaces: readonly string[]
  /** Properties whose change outside fnx is seen. */
  readonly reads: readonly string[]
  /** Properties that are taken, and whose change outside fnx is not seen. */
  readonly unread: readonly string[]
  readonly stays: Reasons
  /** By path, why it is not taken; an empty text where fnx just does not pass it on yet. */
  readonly untaken: Reasons
}

/** Gives the facts of a resource type of any cloud; throws E5001 for one that fnx cannot deploy. */
export async function typeFacts(name: string, root: string): Promise<TypeFacts> {
  const all = await Promise.all(clouds.map(one => typeIn(one, name, root)))
  const found = all.find(({ type }) => type !== undefined)
  if (found?.type === undefined) {
    const why = all.find(one => one.why !== undefined)?.why
    throw unknown(name, { names: all.flatMap(({ names }) => names), why })
  }
  const { cloud, type } = found
  const abilities = abilitiesIn([type], await cloud.dialect(), root)(name)
  if (abilities === undefined)
    throw new Error(`${name} is listed and cannot be loaded. This is a bug in fnx.`)
  return factsOf(type, found.title, abilities)
}

async function typeIn(cloud: Cloud, name: string, root: string) {
  const provider = await cloud.provider()
  const tables = typeTables(root, cloud.name)
  // Types of fnx's own are no type that a template has.
  const names = typeNames(provider).filter(name => !name.startsWith('Fnx::'))
  const [type] = name.startsWith('Fnx::') ? [] : await loadTypes(provider, [name], tables)
  return { cloud, title: provider.title, names, type, why: whyNot(provider, name, tables) }
}

interface Otherwise {
  readonly names: readonly string[]
  readonly why: string | undefined
}

function unknown(name: string, { names, why }: Otherwise): FnxError {
  const nearest = didYouMean(name, names).hint
  const other = 'Make it beside the stack, and hand its name in as a parameter.'
  const hint = why === undefined ? (nearest ?? `Types look like ${names[0] ?? 'AWS::S3::Bucket'}.`) : other
  const message = `fnx deploys no resource type ${name}${why === undefined ? '' : `: ${why}`}.`
  return new FnxError({ code: 'E5001', message, hint }, 2)
}

function factsOf(
  { type, generic }: ResourceType,
  cloud: string,
  { takes, replaceOn, reads, stays }: Abilities,
): TypeFacts {
  const members = typeof takes === 'object' && 'members' in takes ? takes.members : {}
  const taken = Object.entries(members).flatMap(([name, shape]) => (isTaken(shape) ? [name] : []))
  const untaken = Object.fromEntries(untakenIn(takes, []))
  const replaces = replaceOn.filter(path => !Object.hasOwn(untaken, path) && !path.startsWith('Fnx::'))
  const unread = taken.filter(name => !reads.includes(name) && !name.startsWith('Fnx::'))
  const way = generic === undefined ? {} : { generic }
  return { type, cloud, ...way, takes, replaces, reads: [...reads].sort(), unread, stays, untaken }
}

function isTaken(shape: Shape): boolean {
  return typeof shape === 'string' || !('untaken' in shape)
}

function untakenIn(shape: Shape, path: readonly string[]): readonly (readonly [string, string])[] {
  if (typeof shape === 'string') return []
  if ('untaken' in shape) return [[path.join('.'), shape.untaken]]
  if ('either' in shape) return shape.either.flatMap(one => untakenIn(one, path))
  if ('list' in shape) return untakenIn(shape.list, path)
  if ('map' in shape) return untakenIn(shape.map, path)
  return Object.entries(shape.members).flatMap(([name, inner]) => untakenIn(inner, [...path, name]))
}
