import type { WrittenResource } from '../../../model/dialect.ts'
import { isRecord, type Path, type Properties, record, type Value } from '../../../model/value.ts'

/** The types that TCSAM has, as its templates write them. */
export const writtenTypes = {
  namespace: 'TencentCloud::Serverless::Namespace',
  function: 'TencentCloud::Serverless::Function',
  api: 'TencentCloud::Serverless::Api',
} as const

/** What a resource has beside the functions that a namespace holds. */
export const resourceKeys: readonly string[] = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'Metadata',
]

/** Tells whether an entry of a namespace is a function. */
export function functionIn(inner: Value | undefined): inner is Properties {
  return isRecord(inner) && inner.Type === writtenTypes.function
}

/** A function where the template has it: its key is its name, and its namespace stands above it or is `default`. */
export interface WrittenFunction {
  readonly logicalId: string
  readonly name: string
  readonly namespace: string
  readonly path: Path
  readonly body: Properties
}

/** Lists what a template declares: plain resources, namespaces, and the functions within them. */
export function writtenResources(document: Properties): readonly WrittenResource[] {
  const functions = writtenFunctions(document)
  const plain = Object.entries(record(document.Resources)).flatMap(([logicalId, body]) =>
    isRecord(body) && typeof body.Type === 'string' && body.Type !== writtenTypes.function
      ? [{ logicalId, type: body.Type, path: ['Resources', logicalId], body: own(body) }]
      : [],
  )
  return [
    ...plain,
    ...functions.map(({ logicalId, path, body }) => ({ logicalId, type: writtenTypes.function, path, body })),
  ]
}

/** Lists the functions of a template, within namespaces and, in old templates, beside them. */
export function writtenFunctions(document: Properties): readonly WrittenFunction[] {
  const found = Object.entries(record(document.Resources)).flatMap(([key, body]) => {
    if (!isRecord(body)) return []
    if (body.Type === writtenTypes.function)
      return [{ name: key, namespace: 'default', path: ['Resources', key], body }]
    return body.Type === writtenTypes.namespace ? nested(key, body) : []
  })
  const taken = new Set(Object.keys(record(document.Resources)))
  const count = new Map<string, number>()
  for (const { name } of found) count.set(name, (count.get(name) ?? 0) + 1)
  return found.map(fn => {
    const free = fn.path.length === 2 || (count.get(fn.name) === 1 && !taken.has(fn.name))
    return { ...fn, logicalId: free ? fn.name : `${fn.namespace}-${fn.name}` }
  })
}

/** Gives the properties of a function with those of `Globals.Function` filled in where it has none of its own. */
export function propertiesOf(fn: WrittenFunction, document: Properties): Properties {
  const globals = record(record(document.Globals).Function)
  const own = Object.entries(record(fn.body.Properties)).filter(([, value]) => value !== null && value !== '')
  return { ...globals, ...Object.fromEntries(own) }
}

/** An event of a function, from within its properties or, in old templates, from beside them. */
export interface WrittenEvent {
  readonly name: string
  readonly type: string
  readonly properties: Properties
  readonly path: Path
}

/** Lists the events of a function. */
export function eventsOf(fn: WrittenFunction): readonly WrittenEvent[] {
  const within = record(fn.body.Properties).Events
  const place = isRecord(within) ? ['Properties', 'Events'] : ['Events']
  return Object.entries(record(isRecord(within) ? within : fn.body.Events)).flatMap(([name, event]) =>
    isRecord(event) && typeof event.Type === 'string'
      ? [{ name, type: event.Type, properties: record(event.Properties), path: [...fn.path, ...place, name] }]
      : [],
  )
}

function nested(namespace: string, body: Properties): readonly Omit<WrittenFunction, 'logicalId'>[] {
  return Object.entries(body).flatMap(([name, inner]) =>
    functionIn(inner) ? [{ name, namespace, path: ['Resources', namespace, name], body: inner }] : [],
  )
}

/** A namespace without the functions in it, which are resources of their own. */
function own(body: Properties): Properties {
  if (body.Type !== writtenTypes.namespace) return body
  return Object.fromEntries(Object.entries(body).filter(([, inner]) => !functionIn(inner)))
}
