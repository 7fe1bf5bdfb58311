import { createRequire } from 'node:module'
import type { Described, DescribedCall, Members } from './described.ts'

interface ModelClass {
  names(): Readonly<Record<string, string>>
  types(): Readonly<Record<string, unknown>>
}

const load = createRequire(import.meta.url)
const packages: Readonly<Record<string, string>> = {
  fc: '@alicloud/fc20230330',
  ram: '@alicloud/ram20150501',
  sts: '@alicloud/sts20150401',
}

/**
 * Gives what Aliyun describes of a call in the models of its own SDK: members and their kinds, no limits. OSS and SLS
 * have no such description; there the SDKs that read the answers are the witness.
 */
export function aliyunCall(service: string, action: string): DescribedCall | undefined {
  const name = packages[service]
  if (name === undefined) return undefined
  const models: Readonly<Record<string, ModelClass | undefined>> = load(name)
  const request = models[`${action}Request`] ?? models[`${action}ShrinkRequest`]
  const response = models[`${action}Response`]
  if (response === undefined) return undefined
  return { input: request === undefined ? none : input(request), output: output(response) }
}

const none: Described = { kind: 'record', required: [], members: () => ({}) }

/** Calls of FC have their members in a body of its own; those of RAM and STS are parameters. */
function input(request: ModelClass): Described {
  const { body } = request.types()
  return body === undefined ? model(request) : typed(body)
}

function output(response: ModelClass): Described {
  const { body } = response.types()
  return body === undefined ? none : typed(body)
}

function model(of: ModelClass): Described {
  const names = of.names()
  const types = of.types()
  return {
    kind: 'record',
    required: [],
    members: (): Members =>
      Object.fromEntries(Object.entries(names).map(([name, onWire]) => [onWire, typed(types[name])])),
  }
}

/** Types of the SDK are names, classes, and records that say what a list or a map holds. */
function typed(type: unknown): Described {
  if (typeof type === 'function') return model(type as unknown as ModelClass) // classes of the SDK describe themselves
  if (type === 'string') return { kind: 'text' }
  if (type === 'number') return { kind: 'number', whole: false }
  if (type === 'boolean') return { kind: 'flag' }
  if (typeof type !== 'object' || type === null) return { kind: 'any' }
  const { type: kind, itemType, valueType } = type as Readonly<Record<string, unknown>> // what is left are such records
  if (kind === 'array') return { kind: 'list', item: () => typed(itemType) }
  return kind === 'map' ? { kind: 'map', value: () => typed(valueType) } : { kind: 'any' }
}
