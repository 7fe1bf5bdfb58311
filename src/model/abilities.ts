import { convert, type Shape } from './shape.ts'
import { type Properties, record } from './value.ts'

/** By path (`LifecycleConfiguration.Rules.Filter`; a list and a map of free keys have no step), why it is so. */
export type Reasons = Readonly<Record<string, string>>

/** What a resource type says of itself as data. What it does not say is taken from what its cloud publishes. */
export interface TypeFacts {
  readonly type: string
  /** The API that stands in for that of the type's own service; absent where fnx calls the service itself. */
  readonly generic?: string
  /** The property that holds an explicit name; its change replaces. */
  readonly nameProperty?: string
  /** Top-level properties that reach a call, or that any does. The plan refuses all others. */
  readonly takes: readonly string[] | 'any'
  /** Published members of those, and other properties, that the API or fnx cannot take. */
  readonly omits?: Reasons
  /** Top-level properties that are read back, so that a change outside fnx is seen. */
  readonly reads: readonly string[]
  /** What stays in the cloud when it leaves the template, because nothing resets it. */
  readonly stays?: Reasons
  /** Paths that cannot change in place, where the cloud publishes no table of them. */
  readonly replaceOn?: readonly string[]
  /** What cannot change in place, though the table of the cloud does not say so. */
  readonly replaces?: Reasons
  /** What changes in place, though the table of the cloud says that it replaces. */
  readonly updates?: Reasons
  /** Properties that hold what it is a part of, such as the function of an alias: it goes when that goes. */
  readonly partOf?: readonly string[]
  /**
   * Properties that no two of it can have alike within what they are part of; absent, that is the name alone. Empty where
   * there is one and no more, as with the policy of a bucket.
   */
  readonly uniqueBy?: readonly string[]
  /** What no two can have alike where a property has a value: a function has many timers, and one address. */
  readonly uniqueIf?: { readonly property: string; readonly value: string; readonly by: readonly string[] }
  /** What it keeps of what it was made of as it was then: properties of that, which may have changed since. */
  readonly holds?: readonly string[]
  /** The property that holds what it opens to others: made before they use that, deleted when they no longer do. */
  readonly grants?: string
  /** Attributes that every update gives anew, such as a revision: what uses them is known after that. */
  readonly renews?: readonly string[]
}

/** What a cloud publishes of the properties of a resource type; a part is absent where nothing says it. */
export interface Published {
  readonly shape?: Shape
  /** Paths whose change replaces. */
  readonly replacedBy?: readonly string[]
}

/** All that fnx can do with the properties of a resource type: what it says, joined with what its cloud publishes. */
export interface Abilities {
  /** The published shape of the properties; what is not taken is in it as `untaken`. */
  readonly takes: Shape
  /** Paths whose change replaces, sorted. */
  readonly replaceOn: readonly string[]
  readonly reads: readonly string[]
  readonly stays: Reasons
}

/** Gives the abilities of a resource type by its name; nothing for a type that fnx cannot deploy. */
export type AbilitiesOf = (type: string) => Abilities | undefined

/** Joins what a resource type says of itself with what its cloud publishes. */
export function abilities(facts: TypeFacts, published: Published = {}): Abilities {
  return {
    takes: takenOf(facts, published.shape),
    replaceOn: replacing(facts, published.replacedBy),
    reads: facts.reads,
    stays: facts.stays ?? {},
  }
}

/** Gives properties in the kinds that their type takes: `"300"` as 300 where a number is due. */
export function inKinds(
  { takes }: Pick<Abilities, 'takes'> = { takes: 'any' },
): (properties: Properties) => Properties {
  return properties => record(convert(properties, takes))
}

/** A name is part of what a thing is, whatever a table says. */
function replacing(
  { replaceOn = [], replaces = {}, updates = {}, nameProperty }: TypeFacts,
  table: readonly string[] = replaceOn,
): readonly string[] {
  const name = nameProperty === undefined ? [] : [nameProperty]
  const all = new Set([...table, ...Object.keys(replaces), ...name])
  return [...all].filter(path => !Object.hasOwn(updates, path)).sort()
}

function takenOf({ takes, omits = {} }: TypeFacts, shape: Shape | undefined): Shape {
  if (takes === 'any') return takes
  const published = typeof shape === 'object' && 'members' in shape ? shape.members : {}
  const names = [...new Set([...Object.keys(published), ...takes])].sort()
  const members = names.map(name => {
    const own = Object.hasOwn(published, name) ? published[name] : undefined
    return [name, takes.includes(name) ? (own ?? 'any') : { untaken: omits[name] ?? notYet }] as const
  })
  const nested = Object.entries(omits).filter(([path]) => path.includes('.'))
  return nested.reduce<Shape>((found, [path, why]) => without(found, path.split('.'), why), {
    members: Object.fromEntries(members),
  })
}

/** No reason but that nobody has written it. */
const notYet = ''

/** Gives a shape with what is at a path marked as not taken; a path that leads nowhere changes nothing. */
function without(shape: Shape, path: readonly string[], why: string): Shape {
  const [head, ...rest] = path
  if (head === undefined) return { untaken: why }
  if (typeof shape === 'string' || 'untaken' in shape) return shape
  if ('either' in shape) return { either: shape.either.map(one => without(one, path, why)) }
  if ('list' in shape) return { list: without(shape.list, path, why) }
  if ('map' in shape) return { map: without(shape.map, path, why) }
  const own = Object.hasOwn(shape.members, head) ? shape.members[head] : undefined
  return own === undefined ? shape : { members: { ...shape.members, [head]: without(own, rest, why) } }
}
