import type { World } from '../../model/dialect.ts'
import type { Resolver } from '../../model/resolver.ts'
import { sourcesOf } from '../../model/service.ts'
import { appOf, byType, type Thing, type Things } from '../../model/source.ts'
import type { CodeSource, FunctionSpec, LocalApp, Resource, Stack } from '../../model/stack.ts'
import { holdsCall, isRecord, type Properties, record, text, type Value } from '../../model/value.ts'
import { localNames } from '../kit/local-names.ts'
import { placeholders } from '../kit/placeholders.ts'
import { camel, camelDeep } from './kit/camel.ts'
import { services } from './services.ts'

const sources = sourcesOf(services)

/** Says what of a stack the local cloud can run straight from the template. */
export function local(stack: Stack, world: World, clear: Resolver['clear']): LocalApp {
  return appOf(sources, thingsOf(stack, world, clear))
}

/** Lists the functions of a stack as they run locally. */
export function functionsOf(stack: Stack, world: World, clear: Resolver['clear']): readonly FunctionSpec[] {
  return local(stack, world, clear).functions
}

const nameProperties = ['FunctionName', 'TriggerName', 'BucketName', 'RoleName', 'PolicyName']

function thingsOf(stack: Stack, world: World, clear: Resolver['clear']): Things {
  const known = localNames(stack, nameProperties)
  const reduced = (value: Value): Value => placeholders(clear(value, known), known)
  const types = new Set(sources.flatMap(source => source.types))
  const things = Object.values(stack.resources)
    .filter(({ type }) => types.has(type))
    .map(resource => thingOf(resource, world, { reduced, named: value => placeholders(value, known) }))
  const functions = things.filter(({ type }) => type === 'ALIYUN::FC3::Function')
  const byName = new Map(functions.map(({ id, properties }) => [text(properties.functionName) ?? id, id]))
  return { ofType: byType(things), functionAt: value => byName.get(text(value) ?? '') }
}

interface Words {
  /** Gives a value as the function sees it, secrets included. */
  reduced(value: Value): Value
  /** Gives names for what is not known, without secrets: for text that is written to disk. */
  named(value: Value): Value
}

function thingOf(resource: Resource, { region, account }: World, { reduced, named }: Words): Thing {
  const { logicalId, type, metadata } = resource
  const { Code, ...rest } = resource.properties
  const properties = inFcNames(record(reduced(rest)))
  const base = { id: logicalId, type, region, account }
  if (type !== 'ALIYUN::FC3::Function')
    return { ...base, properties: { ...properties, routes: metadata['Fnx::Routes'] ?? [] } }
  const code = codeOf(Code, metadata, named)
  return { ...base, properties, ...(code === undefined ? {} : { code }) }
}

/** Names of variables, and what a trigger's settings hold, are the user's or FC's own already. */
function inFcNames(properties: Properties): Properties {
  const kept = ['EnvironmentVariables', 'TriggerConfig']
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      camel(key),
      kept.includes(key) ? value : camelDeep(value),
    ]),
  )
}

function codeOf(
  code: Value | undefined,
  metadata: Properties,
  named: Words['named'],
): CodeSource | undefined {
  const build = metadata.BuildMethod === undefined ? {} : { build: metadata }
  if (typeof code === 'string') return { property: ['Code'], path: code, ...build }
  if (!isRecord(code)) return undefined
  const { SourceCode } = code
  if (typeof SourceCode === 'string') return { property: ['Code'], inline: SourceCode }
  if (SourceCode !== undefined && holdsCall(SourceCode))
    return { property: ['Code'], inline: text(named(SourceCode)) ?? '', late: SourceCode }
  const bucket = text(code.OssBucketName)
  const key = text(code.OssObjectName)
  return bucket === undefined || key === undefined
    ? undefined
    : { property: ['Code'], object: { bucket, key } }
}
