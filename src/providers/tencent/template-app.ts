import type { World } from '../../model/dialect.ts'
import type { Resolver } from '../../model/resolver.ts'
import { sourcesOf } from '../../model/service.ts'
import { appOf, byType, type Thing, type Things } from '../../model/source.ts'
import type { CodeSource, FunctionSpec, LocalApp, Resource, Stack } from '../../model/stack.ts'
import { record, text, type Value } from '../../model/value.ts'
import { localNames } from '../kit/local-names.ts'
import { placeholders } from '../kit/placeholders.ts'
import { services } from './services.ts'

const sources = sourcesOf(services)

/** Gives what the local cloud can run straight from a template. */
export function local(stack: Stack, world: World, clear: Resolver['clear']): LocalApp {
  return appOf(sources, thingsOf(stack, world, clear))
}

/** Lists the functions of a stack as they run locally. */
export function functionsOf(stack: Stack, world: World, clear: Resolver['clear']): readonly FunctionSpec[] {
  return local(stack, world, clear).functions
}

const nameProperties = ['FunctionName', 'TriggerName', 'BucketName', 'RoleName', 'NamespaceName']

function thingsOf(stack: Stack, world: World, clear: Resolver['clear']): Things {
  const known = localNames(stack, nameProperties)
  const reduced = (value: Value): Value => placeholders(clear(value, known), known)
  const types = new Set(sources.flatMap(source => source.types))
  const things = Object.values(stack.resources)
    .filter(({ type }) => types.has(type))
    .map(resource => thingOf(resource, world, reduced))
  const functions = things.filter(({ type }) => type === 'TencentCloud::SCF::Function')
  const byName = new Map(functions.map(({ id, properties }) => [text(properties.FunctionName) ?? id, id]))
  return { ofType: byType(things), functionAt: value => byName.get(text(value) ?? '') }
}

function thingOf(resource: Resource, { region, account }: World, reduced: (value: Value) => Value): Thing {
  const { logicalId, type, metadata } = resource
  const { Code, ...rest } = resource.properties
  const properties = record(reduced(rest))
  const base = { id: logicalId, type, region, account }
  if (type !== 'TencentCloud::SCF::Function')
    return { ...base, properties: { ...properties, Routes: metadata['Fnx::Routes'] ?? [] } }
  const code = codeOf(resource)
  return { ...base, properties, ...(code === undefined ? {} : { code }) }
}

function codeOf({ properties, metadata }: Resource): CodeSource | undefined {
  const { Code } = properties
  const property = ['Code']
  if (typeof Code === 'string')
    return { property, path: Code, ...(metadata.BuildMethod === undefined ? {} : { build: metadata }) }
  const { CosBucketName, CosObjectName } = record(Code)
  const [bucket, key] = [text(CosBucketName), text(CosObjectName)]
  return bucket === undefined || key === undefined ? undefined : { property, object: { bucket, key } }
}
