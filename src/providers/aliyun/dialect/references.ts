import { callOf, isList, isRecord, list, type Value } from '../../../model/value.ts'
import { kindOf } from './kind.ts'
import type { Written } from './written.ts'

/** What stands in for logical IDs that a template may name and that expansion does not have. */
export interface Standins {
  /** By the ID that ROS gives a nested resource, parent and child in one word, the one that it has here. */
  readonly ids: ReadonlyMap<string, string>
  /** Services, which FC 3.0 does not have: their name stands in. */
  readonly services: ReadonlySet<string>
}

/** Finds what must be put in for references of a template. */
export function standinsOf(resources: readonly Written[]): Standins {
  const nested = resources.filter(({ parent }) => parent !== undefined)
  const ids = nested.map(({ parent, key, logicalId }) => [`${parent?.key}${key}`, logicalId] as const)
  const services = resources.filter(({ type }) => kindOf(type) === 'Service').map(({ key }) => key)
  return { ids: new Map(ids.filter(([alias, id]) => alias !== id)), services: new Set(services) }
}

/** Gives a value whose references name only what expansion has. */
export function rereferenced(value: Value, standins: Standins): Value {
  if (standins.ids.size === 0 && standins.services.size === 0) return value
  if (isList(value)) return value.map(item => rereferenced(item, standins))
  if (!isRecord(value)) return value
  const call = callOf(value)
  if (call?.name === 'Ref') return target(call.argument, standins) ?? value
  if (call?.name === 'Fn::GetAtt') {
    const [name, ...rest] = typeof call.argument === 'string' ? halves(call.argument) : list(call.argument)
    if (typeof name === 'string' && standins.services.has(name)) return name
    const id = typeof name === 'string' ? standins.ids.get(name) : undefined
    if (id !== undefined) return { 'Fn::GetAtt': [id, ...rest] }
  }
  const entries = Object.entries(value).map(([key, item]) => [key, rereferenced(item, standins)])
  return Object.fromEntries(entries)
}

function target(name: Value, { ids, services }: Standins): Value | undefined {
  if (typeof name !== 'string') return undefined
  if (services.has(name)) return name
  const id = ids.get(name)
  return id === undefined ? undefined : { Ref: id }
}

function halves(argument: string): readonly string[] {
  const dot = argument.indexOf('.')
  return dot < 0 ? [argument] : [argument.slice(0, dot), argument.slice(dot + 1)]
}
