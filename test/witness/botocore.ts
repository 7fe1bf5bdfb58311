import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Described, DescribedCall, Members, Range } from './described.ts'
import { packageFolder } from './python-package.ts'

/** A shape of botocore's models, as far as it is read here. */
interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Reference>>
  readonly required?: readonly string[]
  readonly member?: Reference
  readonly value?: Reference
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly payload?: string
  readonly flattened?: boolean
  readonly error?: { readonly code?: string }
}

interface Reference {
  readonly shape: string
  readonly location?: string
  readonly locationName?: string
  readonly flattened?: boolean
  readonly resultWrapper?: string
}

interface Model {
  readonly metadata: { readonly protocol: string }
  readonly operations: Readonly<
    Record<
      string,
      { readonly input?: Reference; readonly output?: Reference; readonly errors?: readonly Reference[] }
    >
  >
  readonly shapes: Readonly<Record<string, Shape>>
}

/** A call of AWS with what its protocol makes of it. */
export interface AwsCall extends DescribedCall {
  readonly protocol: string
  /** The element that an answer in XML has around its members. */
  readonly wrapper?: string
  /** The member that is the whole body, where there is one. */
  readonly inputPayload?: string
  readonly outputPayload?: string
  /** Names of what is not in the body: in path, query or headers. */
  readonly inputElsewhere: readonly string[]
  readonly outputElsewhere: readonly string[]
}

const names: Readonly<Record<string, string>> = {
  cloudcontrolapi: 'cloudcontrol',
  monitoring: 'cloudwatch',
  resourcegroupstagging: 'resourcegroupstaggingapi',
  states: 'stepfunctions',
  tagging: 'resourcegroupstaggingapi',
}

/** Gives what AWS describes of a call in the models of botocore (PyPI); nothing where they are not on this machine. */
export function awsCall(service: string, operation: string): AwsCall | undefined {
  const model = modelOf(names[service] ?? service)
  const found = model?.operations[operation]
  if (model === undefined || found === undefined) return undefined
  const input = shapeOf(model, found.input)
  const output = shapeOf(model, found.output)
  const wrapper = found.output?.resultWrapper
  return {
    protocol: model.metadata.protocol,
    input: body(model, found.input),
    output: body(model, found.output),
    // Services that were called by forms before have two names for an error.
    errors: (found.errors ?? []).flatMap(({ shape }) => [shape, model.shapes[shape]?.error?.code ?? shape]),
    inputElsewhere: elsewhere(input),
    outputElsewhere: elsewhere(output),
    ...(wrapper === undefined ? {} : { wrapper }),
    ...(input.payload === undefined ? {} : { inputPayload: input.payload }),
    ...(output.payload === undefined ? {} : { outputPayload: output.payload }),
  }
}

const opened = new Map<string, Model | undefined>()

function modelOf(service: string): Model | undefined {
  if (!opened.has(service)) opened.set(service, open(service))
  return opened.get(service)
}

function open(service: string): Model | undefined {
  const root = packageFolder('botocore')
  if (root === undefined) return undefined
  const folder = join(root, 'data', service)
  const newest = readdirSync(folder).sort().at(-1) ?? ''
  return JSON.parse(gunzipSync(readFileSync(join(folder, newest, 'service-2.json.gz'))).toString())
}

const none: Shape = { type: 'structure', members: {} }

function shapeOf(model: Model, reference: Reference | undefined): Shape {
  return (reference && model.shapes[reference.shape]) ?? none
}

function elsewhere({ members = {} }: Shape): readonly string[] {
  return Object.entries(members).flatMap(([name, { location, locationName }]) =>
    location === undefined ? [] : [locationName ?? name],
  )
}

/** What of a call's members stands in the body: the payload, or all that has no place elsewhere. */
function body(model: Model, reference: Reference | undefined): Described {
  const shape = shapeOf(model, reference)
  const payload = shape.payload === undefined ? undefined : shape.members?.[shape.payload]
  if (payload !== undefined) return described(model, payload)
  const members = Object.entries(shape.members ?? {}).filter(([, { location }]) => location === undefined)
  return structure(model, { ...shape, members: Object.fromEntries(members) })
}

function described(model: Model, reference: Reference): Described {
  const shape = shapeOf(model, reference)
  switch (shape.type) {
    case 'structure':
      return structure(model, shape)
    case 'list': {
      const flat = shape.flattened === true || reference.flattened === true
      const list: Described = { kind: 'list', item: () => described(model, shape.member ?? { shape: '' }) }
      if (flat) flattened.add(list)
      return list
    }
    case 'map':
      return { kind: 'map', value: () => described(model, shape.value ?? { shape: '' }) }
    case 'string':
      return text(shape)
    case 'integer':
    case 'long':
      return { kind: 'number', whole: true, ...rangeOf(shape) }
    case 'float':
    case 'double':
      return { kind: 'number', whole: false, ...rangeOf(shape) }
    case 'boolean':
      return { kind: 'flag' }
    default:
      return { kind: 'any' }
  }
}

const flattened = new WeakSet<Described>()

/** Tells whether a list repeats its own name on the wire, with nothing around its items. */
export function isFlattened(list: Described): boolean {
  return flattened.has(list)
}

function structure(model: Model, { members = {}, required = [] }: Shape): Described {
  const wireName = (name: string): string => members[name]?.locationName ?? name
  return {
    kind: 'record',
    required: required.filter(name => members[name] !== undefined).map(wireName),
    members: (): Members =>
      Object.fromEntries(
        Object.entries(members).map(([name, reference]) => [wireName(name), described(model, reference)]),
      ),
  }
}

function text(shape: Shape): Described {
  const pattern = patternOf(shape.pattern)
  return {
    kind: 'text',
    ...(shape.enum === undefined ? {} : { values: shape.enum }),
    ...(pattern === undefined ? {} : { pattern }),
    ...rangeOf(shape),
  }
}

function rangeOf({ min, max }: Shape): { readonly range?: Range } {
  if (min === undefined && max === undefined) return {}
  return { range: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) } }
}

/** Patterns are those of Java; the few that JavaScript cannot read say nothing here. */
function patternOf(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined
  try {
    return new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    return undefined
  }
}
