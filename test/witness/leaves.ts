import type { Shape } from '../../src/model/shape.ts'
import type { Path, Properties, Value } from '../../src/model/value.ts'
import { at, isList, isRecord } from '../../src/model/value.ts'

/** A leaf of a shape: where it stands in a value of the shape, and the text that tells it in a call. */
export interface Leaf {
  readonly path: Path
  readonly kind: 'mark' | 'flag'
  readonly mark: string
}

/** A value of a shape with every leaf set, each to a mark of its own; flags have none. */
export interface Marked {
  readonly value: Value
  readonly leaves: readonly Leaf[]
}

/** How leaves are filled. */
export interface Filling {
  readonly count: { next: number }
  /** By path, the mark of a leaf that takes no other text. */
  readonly values: Readonly<Record<string, string>>
}

/** Fills what a shape takes; what it leaves out is left out. */
export function marked(shape: Shape, filling: Filling, path: Path = []): Marked | undefined {
  if (typeof shape === 'string') return leaf(shape, filling, path)
  if ('untaken' in shape) return undefined
  if ('either' in shape) return marked(richest(shape.either), filling, path)
  if ('list' in shape) return inside([[0, shape.list]], ([item]) => [item ?? null], { filling, path })
  if ('map' in shape)
    return inside([['Key', shape.map]], ([item]) => ({ Key: item ?? null }), { filling, path })
  const members = Object.entries(shape.members)
  const known = members.filter(([, inner]) => !(typeof inner === 'object' && 'untaken' in inner))
  return inside(
    known,
    values => Object.fromEntries(known.map(([name], index) => [name, values[index] ?? null])),
    {
      filling,
      path,
    },
  )
}

/** Counts the leaves of a shape that are said not to be taken, a whole branch as one. */
export function refusedIn(shape: Shape): number {
  if (typeof shape === 'string') return 0
  if ('untaken' in shape) return 1
  const inner =
    'either' in shape
      ? shape.either
      : 'list' in shape
        ? [shape.list]
        : 'map' in shape
          ? [shape.map]
          : Object.values(shape.members)
  return inner.reduce((sum, one) => sum + refusedIn(one), 0)
}

function leaf(kind: Shape, filling: Filling, path: Path): Marked {
  const { count, values } = filling
  const id = ++count.next
  if (kind === 'flag') return { value: true, leaves: [{ path, kind: 'flag', mark: '' }] }
  const own = values[path.filter(step => typeof step === 'string').join('.')]
  const mark = own ?? (kind === 'number' ? String(7_000_000 + id) : `mk${id}x`)
  const value = kind === 'number' ? Number(mark) : kind === 'any' ? { Any: mark } : mark
  return { value, leaves: [{ path, kind: 'mark', mark }] }
}

function inside(
  members: readonly (readonly [string | number, Shape])[],
  join: (values: readonly Value[]) => Value,
  { filling, path }: { readonly filling: Filling; readonly path: Path },
): Marked {
  const parts = members.map(([step, shape]) => marked(shape, filling, [...path, step]))
  const known = parts.filter(part => part !== undefined)
  return {
    value: join(parts.map(part => part?.value ?? null)),
    leaves: known.flatMap(({ leaves }) => leaves),
  }
}

/** Where several kinds are taken, the one with most in it. */
function richest(shapes: readonly Shape[]): Shape {
  return shapes.find(shape => typeof shape === 'object') ?? shapes[0] ?? 'any'
}

/** Gives a value without what is at a path; a list loses its item. */
export function without(value: Value, path: Path): Value | undefined {
  const [head, ...rest] = path
  if (head === undefined) return undefined
  const inner = at(value, [head])
  const left = inner === undefined ? undefined : without(inner, rest)
  if (isList(value))
    return value.flatMap((item, index) => (index !== head ? [item] : left === undefined ? [] : [left]))
  if (!isRecord(value)) return value
  const others: Properties = Object.fromEntries(Object.entries(value).filter(([key]) => key !== head))
  return left === undefined ? others : { ...others, [String(head)]: left }
}
