import type { ResourceState, State, Status } from '../model/state.ts'
import { isRecord } from '../model/value.ts'

type Check = (value: unknown) => boolean

/** Tells whether a value is a state, down to the kind of every member. */
export function isState(value: unknown): value is State {
  return (
    isShaped<State>(value, state) &&
    Object.entries(value.resources).every(([id, { logicalId }]) => id === logicalId)
  )
}

/** Tells whether a value is a resource on record: what is ready has a physical ID. */
export function isResource(value: unknown): value is ResourceState {
  return (
    isShaped<ResourceState>(value, resource) && (value.status !== 'ready' || value.physicalId !== undefined)
  )
}

const statuses: Readonly<Record<Status, true>> = {
  ready: true,
  creating: true,
  updating: true,
  deleting: true,
}

const isText: Check = value => typeof value === 'string'
const isName: Check = value => typeof value === 'string' && value !== ''
const isTime: Check = value => typeof value === 'string' && !Number.isNaN(Date.parse(value))
const isCount: Check = value => Number.isInteger(value) && Number(value) >= 0
const listOf =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check)
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value)

const resource: Readonly<Record<keyof ResourceState, Check>> = {
  logicalId: isName,
  type: isName,
  physicalId: optional(isName),
  name: isText,
  instance: isName,
  properties: isRecord,
  earlier: optional(listOf(isRecord)),
  attributes: isRecord,
  dependsOn: listOf(isName),
  deletionPolicy: value => value === 'Delete' || value === 'Retain',
  status: value => typeof value === 'string' && Object.hasOwn(statuses, value),
  since: isTime,
}

const state: Readonly<Record<keyof State, Check>> = {
  version: value => value === 3,
  serial: isCount,
  lineage: isName,
  stack: isName,
  stage: isName,
  target: isName,
  provider: isName,
  resources: value => isRecord(value) && Object.values(value).every(isResource),
  deposed: listOf(isResource),
  announced: optional(listOf(isResource)),
  outputs: isRecord,
  exports: isRecord,
  imports: listOf(isText),
  key: value => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
}

function isShaped<T>(value: unknown, shape: Readonly<Record<keyof T & string, Check>>): value is T {
  return isRecord(value) && Object.entries<Check>(shape).every(([member, check]) => check(value[member]))
}
