import { isList, isRecord, type Properties, put, type Value } from '../../../model/value.ts'
import globals from '../data/globals.json' with { type: 'json' }
import { given } from './calls.ts'
import { type Draft, type DraftMap, draftOf, isMap, own } from './draft.ts'
import { isVersion3 } from './open-api/paths.ts'
import { Refusal, refuse } from './refusal.ts'

const prefix = 'AWS::Serverless::'
const sections = new Map(
  Object.entries(globals.sections).map(([name, list]) => [name, new Set(list.split(' '))]),
)

/** Merges `Globals` into the resources that they are for, and takes the section away. */
export function mergeGlobals(document: DraftMap, resources: Readonly<Record<string, DraftMap>>): void {
  const known = Object.hasOwn(document, 'Globals') ? sectionsOf(document.Globals ?? null) : undefined
  delete document.Globals
  for (const [id, body] of Object.entries(resources)) {
    const section = known?.get(typeof body.Type === 'string' ? body.Type : '')
    if (section !== undefined) mergeInto(id, body, section)
    if (body.Type === 'AWS::Serverless::Api') setVersion(body)
  }
}

function sectionsOf(written: Value): ReadonlyMap<string, Properties> {
  const found = new Map<string, Properties>()
  if (!isRecord(written)) return refuseGlobals('must be a map.', [])
  for (const [name, properties] of Object.entries(written)) {
    const allowed = sections.get(name)
    if (allowed === undefined)
      return refuseGlobals(`has no section ${name}; there are ${[...sections.keys()].join(', ')}.`, [name])
    if (!isRecord(properties)) return refuseGlobals(`the section ${name} must be a map.`, [name])
    const unknown = Object.keys(properties).find(key => !allowed.has(key))
    if (unknown !== undefined)
      refuseGlobals(`the section ${name} has no property ${unknown}.`, [name, unknown])
    found.set(prefix + name, properties)
  }
  return found
}

function refuseGlobals(message: string, path: readonly string[]): never {
  throw new Refusal({ code: 'E1504', path: ['Globals', ...path], message: `Globals: ${message}` })
}

function mergeInto(id: string, body: DraftMap, section: Properties): void {
  const wanted = withoutIgnored(id, own(body, 'IgnoreGlobals'), section)
  const local = own(body, 'Properties') ?? {}
  const name = String(body.Type).slice(prefix.length)
  body.Properties = merged(wanted, local, name)
}

function withoutIgnored(id: string, ignored: Value | undefined, section: Properties): Properties {
  if (!given(ignored)) return section
  if (ignored === '*') return {}
  const path = ['IgnoreGlobals']
  if (!isList(ignored)) return refuse(id, "IgnoreGlobals is '*' or a list of properties.", path)
  for (const [index, name] of ignored.entries())
    if (typeof name !== 'string' || !Object.hasOwn(section, name))
      refuse(id, `IgnoreGlobals names ${String(name)}, which Globals do not set.`, [...path, index])
  return Object.fromEntries(Object.entries(section).filter(([name]) => !ignored.includes(name)))
}

/** How lists and maps at some paths come together unlike all others. */
const exceptions: Readonly<Record<string, 'local' | 'pruned'>> = {
  'Function.Architectures': 'local',
  'CapacityProvider.InstanceRequirements.Architectures': 'local',
  'CapacityProvider.ManagedResourceTags': 'pruned',
}

/**
 * Lists are joined, maps merged key by key, and of all else the resource's own value stands.
 * What is taken from Globals is copied, for every resource writes on its own.
 */
function merged(theirs: Value, local: Draft, path: string): Draft {
  const exception = exceptions[path]
  if (isList(theirs) && Array.isArray(local))
    return exception === 'local' ? local : [...theirs.map(draftOf), ...local]
  if (!isPlainMap(theirs) || !isMap(local) || !isPlainMap(local) || exception === 'local') return local
  const found: DraftMap = {}
  const pruned = exception === 'pruned' && given(local)
  for (const key of Object.keys(theirs))
    if (Object.hasOwn(local, key))
      put(found, key, merged(theirs[key] ?? null, local[key] ?? null, `${path}.${key}`))
    else if (!pruned) put(found, key, draftOf(theirs[key] ?? null))
  for (const key of Object.keys(local)) if (!Object.hasOwn(theirs, key)) put(found, key, local[key] ?? null)
  return found
}

function isPlainMap(value: Value): value is Properties {
  if (!isRecord(value)) return false
  const [key, ...others] = Object.keys(value)
  return !(
    key !== undefined &&
    others.length === 0 &&
    (key === 'Ref' || key === 'Condition' || key.startsWith('Fn::'))
  )
}

/** A definition that the service keeps takes on the version that the API asks for. */
function setVersion(body: DraftMap): void {
  const properties = own(body, 'Properties')
  if (!isMap(properties) || !Object.hasOwn(properties, '__MANAGE_SWAGGER')) return
  const written = own(properties, 'OpenApiVersion')
  // YAML reads 3.0 as the number 3
  const version = Number.isInteger(written) ? `${String(written)}.0` : String(written)
  if (!isVersion3(version)) return
  properties.OpenApiVersion = version
  const definition = own(properties, 'DefinitionBody')
  if (!isMap(definition)) return
  definition.openapi = version
  delete definition.swagger
}
