import { callOf, isList, isRecord, isSecret, member, type Path, put, type Value } from './value.ts'

/** What a value may be, as plain JSON: a schema without its limits, cut to what a resource type takes. */
export type Shape =
  | 'any'
  | 'text'
  | 'number'
  | 'flag'
  | { readonly list: Shape }
  /** A map whose keys are the template's own, such as environment variables. */
  | { readonly map: Shape }
  | { readonly members: Readonly<Record<string, Shape>> }
  /** Several kinds are taken, such as a text or a map: of each kind there is one. */
  | { readonly either: readonly Shape[] }
  /** Published, and not taken: why, or nothing where fnx just does not pass it on yet. */
  | { readonly untaken: string }

/** A place within a value that its shape does not take; `why` is absent where the shape does not know the name at all. */
export interface Untaken {
  readonly path: Path
  readonly why?: string
}

/**
 * Gives a value in the kinds that a shape names, at every depth; calls, secrets and what does not fit stay as they are.
 * @example convert({ Timeout: '3' }, { members: { Timeout: 'number' } }) // { Timeout: 3 }
 */
export function convert(value: Value, shape: Shape): Value {
  if (typeof shape === 'string') return plainKinds[shape](value)
  if ('either' in shape) return convert(value, chosen(value, shape.either))
  if (isList(value)) return 'list' in shape ? kept(value, item => convert(item, shape.list)) : value
  if (!isRecord(value) || isOpen(value)) return value
  return keptMap(value, (item, name) => convert(item, shapeIn(shape, name) ?? 'any'))
}

/** Lists what of a value its shape does not take; what stands in calls and secrets is not looked at. */
export function untaken(value: Value, shape: Shape, path: Path = []): readonly Untaken[] {
  if (typeof shape === 'string') return []
  if ('untaken' in shape) return [{ path, why: shape.untaken }]
  if ('either' in shape) return untaken(value, chosen(value, shape.either), path)
  if (isList(value))
    return 'list' in shape ? value.flatMap((item, index) => untaken(item, shape.list, [...path, index])) : []
  if (!isRecord(value) || isOpen(value)) return []
  return Object.entries(value).flatMap(([name, item]) => {
    const inner = name.startsWith(ownPrefix) ? 'any' : shapeIn(shape, name)
    return inner === undefined ? [{ path: [...path, name] }] : untaken(item, inner, [...path, name])
  })
}

/** Properties that fnx itself puts beside the template's. */
const ownPrefix = 'Fnx::'

/** The cloud, or the deploy, puts another value in the place of these. */
function isOpen(value: Value): boolean {
  return isSecret(value) || callOf(value) !== undefined
}

function shapeIn(shape: Exclude<Shape, string>, name: string): Shape | undefined {
  if ('map' in shape) return shape.map
  if (!('members' in shape)) return 'any'
  return Object.hasOwn(shape.members, name) ? shape.members[name] : undefined
}

/** The shape of the value's own kind, else the first that the value can be converted to. */
function chosen(value: Value, shapes: readonly Shape[]): Shape {
  const own = shapes.find(shape => isOfKind(value, shape))
  return own ?? shapes.find(shape => isOfKind(convert(value, shape), shape)) ?? 'any'
}

function isOfKind(value: Value, shape: Shape): boolean {
  if (typeof shape === 'string') return shape === 'any' || typeof value === jsonKinds[shape]
  if ('either' in shape) return shape.either.some(one => isOfKind(value, one))
  return 'list' in shape ? isList(value) : isRecord(value)
}

const jsonKinds = { text: 'string', number: 'number', flag: 'boolean' } as const

const plainKinds: Readonly<Record<'any' | 'text' | 'number' | 'flag', (value: Value) => Value>> = {
  any: value => value,
  text: value => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
  number: value => (typeof value === 'string' && isNumber(value) ? Number(value) : value),
  flag: value => (typeof value === 'string' ? (flags[value.toLowerCase()] ?? value) : value),
}

const flags: Readonly<Record<string, boolean>> = { true: true, false: false }

/** A number as JSON writes it, that loses nothing when it is read as one. */
function isNumber(value: string): boolean {
  return (
    /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) && (value.includes('.') || Number.isSafeInteger(Number(value)))
  )
}

/** What nothing changes in is the same list: most values need no copy. */
function kept(values: readonly Value[], change: (item: Value) => Value): readonly Value[] {
  const changed = values.map(change)
  return changed.every((item, index) => item === values[index]) ? values : changed
}

function keptMap(
  value: { readonly [key: string]: Value },
  change: (item: Value, name: string) => Value,
): Value {
  const changed: { [key: string]: Value } = {}
  let isChanged = false
  for (const [name, item] of Object.entries(value)) {
    const converted = change(item, name)
    isChanged ||= converted !== member(value, name)
    put(changed, name, converted)
  }
  return isChanged ? changed : value
}
