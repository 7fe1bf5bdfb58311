import type { World } from '../../model/dialect.ts'
import type { Resolver } from '../../model/resolver.ts'
import { sourcesOf } from '../../model/service.ts'
import { appOf, byType, type Thing, type Things } from '../../model/source.ts'
import type { CodeSource, FunctionSpec, LocalApp, Resource, Stack } from '../../model/stack.ts'
import { holdsCall, member, type Properties, record, text, type Value } from '../../model/value.ts'
import { placeholders } from '../kit/placeholders.ts'
import { knownLocally } from './kit/known-locally.ts'
import { source as lambda } from './lambda/source.ts'
import { services } from './services.ts'

const sources = sourcesOf(Object.values(services))

/** Gives what of a stack the local cloud can run without deploying it. */
export function local(stack: Stack, world: World, clear: Resolver['clear']): LocalApp {
  const types = new Set(sources.flatMap(source => source.types))
  return appOf(sources, thingsOf(stack, world, { clear, types }))
}

/** Lists the functions of a stack as they run locally. */
export function functionsOf(stack: Stack, world: World, clear: Resolver['clear']): readonly FunctionSpec[] {
  const types = new Set(['AWS::Lambda::Function'])
  return lambda.read(thingsOf(stack, world, { clear, types })).functions ?? []
}

interface Reading {
  readonly clear: Resolver['clear']
  readonly types: ReadonlySet<string>
}

function thingsOf(stack: Stack, world: World, { clear, types }: Reading): Things {
  const known = knownLocally(stack, world)
  const reduced = (value: Value): Value => placeholders(clear(value, known), known)
  const things = Object.values(stack.resources)
    .filter(({ type }) => types.has(type))
    .map(resource => thingOf(resource, world, { reduced, named: value => placeholders(value, known) }))
  const functions = things.filter(({ type }) => type === 'AWS::Lambda::Function')
  const byName = new Map(functions.map(({ id, properties }) => [String(properties.FunctionName), id]))
  return { ofType: byType(things), functionAt: value => byName.get(functionName(value)) }
}

/** Reads the name in an ARN, alone or inside the address of an integration; a name stands for itself. */
function functionName(value: Value | undefined): string {
  return /:function:([\w-]+)/.exec(String(value))?.[1] ?? String(value)
}

interface Words {
  /** Gives a value as the function sees it, secrets included. */
  reduced(value: Value): Value
  /** Gives names for what is not known, without secrets: for text that is written to disk. */
  named(value: Value): Value
}

function thingOf(resource: Resource, { region, account }: World, { reduced, named }: Words): Thing {
  const { logicalId, type, properties } = resource
  const base = { id: logicalId, type, region, account }
  if (type !== 'AWS::Lambda::Function') return { ...base, properties: record(reduced(properties)) }
  const FunctionName = text(reduced(properties.FunctionName ?? null)) ?? logicalId
  const settings = record(reduced(pick(properties, settingNames)))
  const code = codeOf(resource, named)
  return { ...base, properties: { ...settings, FunctionName }, ...(code === undefined ? {} : { code }) }
}

/** What of a function a local run looks at: its code, which may be long, is not. */
const settingNames = [
  'Runtime',
  'Handler',
  'Environment',
  'Timeout',
  'MemorySize',
  'Architectures',
  'ReservedConcurrentExecutions',
]

function pick(properties: Properties, names: readonly string[]): Properties {
  const entries = names.flatMap(name => {
    const value = member(properties, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

function codeOf({ properties, metadata }: Resource, named: Words['named']): CodeSource | undefined {
  const { Code } = properties
  const build: { readonly build?: Properties } = metadata.BuildMethod === undefined ? {} : { build: metadata }
  if (typeof Code === 'string') return { property: ['Code'], path: Code, ...build }
  const { ZipFile, S3Bucket, S3Key } = record(Code)
  if (typeof ZipFile === 'string') return { property: ['Code'], inline: ZipFile }
  if (ZipFile !== undefined && holdsCall(ZipFile))
    return { property: ['Code'], inline: text(named(ZipFile)) ?? '', late: ZipFile }
  const [bucket, key] = [text(S3Bucket), text(S3Key)]
  return bucket === undefined || key === undefined
    ? undefined
    : { property: ['Code'], object: { bucket, key } }
}
