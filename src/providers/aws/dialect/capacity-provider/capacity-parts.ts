import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { printed } from '../printed.ts'
import { refuse } from '../refusal.ts'
import type { Source } from '../transform-context.ts'

type Kind = 'list' | 'whole' | 'number' | 'map'

const parts: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  VpcConfig: { SubnetIds: 'list', SecurityGroupIds: 'list' },
  InstanceRequirements: { Architectures: 'list', AllowedTypes: 'list', ExcludedTypes: 'list' },
  ScalingConfig: { MaxVCpuCount: 'whole', AverageCPUUtilization: 'number' },
  ManagedResourceTags: { Tags: 'map' },
}

/** Reads the maps inside a capacity provider. Here the service is strict with names and lenient with values. */
export function capacityParts(source: Source): Properties {
  const found = Object.entries(parts).flatMap(([name, fields]): [string, Value][] => {
    const part = source.properties[name]
    return isRecord(part) ? [[name, partOf(source.id, name, { part, fields })]] : []
  })
  const all = Object.fromEntries(found)
  check(source.id, all)
  return all
}

interface Part {
  readonly part: Properties
  readonly fields: Readonly<Record<string, Kind>>
}

function partOf(id: string, name: string, { part, fields }: Part): Properties {
  const read = Object.entries(part).map(([field, value]): [string, Value] => {
    const kind = Object.hasOwn(fields, field) ? fields[field] : undefined
    const path = ['Properties', name, field]
    if (kind === undefined) return refuse(id, `${name} has no property ${field}.`, path)
    if (value === null && field !== 'SubnetIds') return [field, null]
    const found = pairs(value) ?? readers[kind](value)
    return found === undefined ? refuse(id, `${name} takes a ${kind} for ${field}.`, path) : [field, found]
  })
  return Object.fromEntries(read)
}

/** Reads a whole number, or what may stand for it. */
export function wholeOrMap(value: Value): Value | undefined {
  return pairs(value) ?? readers.whole(value)
}

/** A map is taken whatever it holds, and a list of pairs for a map: so an empty list is an empty map. */
function pairs(value: Value): Properties | undefined {
  if (isRecord(value)) return value
  if (value === '') return {}
  if (!isList(value)) return undefined
  const found = value.map(pairOf)
  return found.every(pair => pair !== undefined) ? Object.fromEntries(found) : undefined
}

function pairOf(item: Value): readonly [string, Value] | undefined {
  const two: readonly Value[] = typeof item === 'string' ? [...item] : isList(item) ? item : []
  const [key, value] = two
  return two.length === 2 && typeof key === 'string' && value !== undefined ? [key, value] : undefined
}

const readers: Readonly<Record<Kind, (value: Value) => Value | undefined>> = {
  list: value => {
    const items = isList(value) ? value.map(itemOf) : [undefined]
    return items.every(item => item !== undefined) ? items : undefined
  },
  whole: value => {
    const number = numberOf(value)
    return number === undefined ? undefined : Math.trunc(number)
  },
  number: numberOf,
  map: () => undefined,
}

function itemOf(item: Value): Value | undefined {
  if (item === null) return undefined
  return pairs(item) ?? (isList(item) ? undefined : printed(item))
}

function numberOf(value: Value): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'string') return undefined
  const number = Number(value)
  return Number.isNaN(number) ? undefined : number
}

function check(id: string, { VpcConfig, InstanceRequirements }: Properties): void {
  if (isRecord(VpcConfig) && !Object.hasOwn(VpcConfig, 'SubnetIds'))
    refuse(id, 'VpcConfig needs SubnetIds.', ['Properties', 'VpcConfig'])
  if (!isRecord(InstanceRequirements)) return
  const { AllowedTypes = null, ExcludedTypes = null } = InstanceRequirements
  if (AllowedTypes !== null && ExcludedTypes !== null)
    refuse(id, 'AllowedTypes and ExcludedTypes exclude each other.', ['Properties', 'InstanceRequirements'])
}
