import type { Output, Resource, Stack } from '../model/stack.ts'
import type { PlaceOf } from '../model/template.ts'
import {
  holdsCall,
  isList,
  list,
  member,
  own,
  type Properties,
  record,
  text,
  type Value,
  withAt,
} from '../model/value.ts'
import type { Loaded, Nested } from './loaded.ts'
import { namesIn } from './references.ts'
import { type Rewriting, rewritten } from './rewrite.ts'
import type { Scope } from './scope.ts'

// A nested stack is no stack of its own to fnx: its resources stand in the stack that holds it, under names that begin
// with that of the resource (`Orders/Table`), parameters and outputs are what they stand for, and so one plan, one order
// and one state are of all of them. What CloudFormation shows of nested stacks is the same: a resource waits for the
// whole of a stack that it names, and a stack for all that it is given.

/** Stands in the origin of a resource between the place of the nested stack and the place in its template. */
const within = 'Fnx::Nested'

/** Names what is called `name` in a nested stack. */
export function nestedName(logicalId: string, name: string): string {
  return `${logicalId}/${name}`
}

/** Gives the parameters whose values are known now, as the texts that a user would give. */
export function knownIn(handed: Properties): Readonly<Record<string, string>> {
  const known = Object.entries(handed).flatMap(([name, value]) => {
    const plain = plainText(value)
    return plain === undefined ? [] : [[name, plain] as const]
  })
  return Object.fromEntries(known)
}

function plainText(value: Value): string | undefined {
  if (holdsCall(value)) return undefined
  return isList(value) ? value.map(item => text(item) ?? '').join(',') : text(value)
}

/** Gives the parameters of nested stacks, under the names that they have in the template that holds them. */
export function nestedParameters({ nested = [] }: Loaded): readonly NestedParameters[] {
  return nested.flatMap(({ logicalId, loaded, given }) => [
    {
      prefix: nestedName(logicalId, ''),
      definitions: record(loaded.template.document.Parameters),
      given: knownIn(given),
    },
    ...nestedParameters(loaded).map(inner => ({ ...inner, prefix: nestedName(logicalId, inner.prefix) })),
  ])
}

/** The parameters of one nested stack. */
export interface NestedParameters {
  /** Comes before their names. */
  readonly prefix: string
  readonly definitions: Properties
  readonly given: Readonly<Record<string, string>>
}

/** Puts the resources of nested stacks into the stack that holds them. */
export function withNested(outer: Loaded, nested: readonly Nested[]): Loaded {
  const held = new Map(nested.map(one => [one.logicalId, inside(one, outer)]))
  const by = outerWords(held)
  const resources = [
    ...Object.values(outer.stack.resources).filter(({ logicalId }) => !held.has(logicalId)),
    ...[...held.values()].flatMap(one => one.resources),
  ].map(resource => [resource.logicalId, outerResource(resource, { by, held })] as const)
  const outputs = [...outer.stack.outputs, ...[...held.values()].flatMap(one => one.exports)]
  const stack: Stack = {
    ...outer.stack,
    resources: Object.fromEntries(resources),
    outputs: outputs.map(output => renamedOutput(output, by)),
  }
  return {
    ...outer,
    stack,
    scope: scopeWith(outer.scope, nested),
    dropped: [...outer.dropped, ...nested.flatMap(({ loaded }) => loaded.dropped)],
    placeOf: placesWith(outer.placeOf, nested),
    nested,
  }
}

/** A nested stack in the words of the one that holds it. */
interface Inside {
  readonly id: Value
  readonly names: readonly string[]
  readonly resources: readonly Resource[]
  readonly outputs: Readonly<Record<string, Value>>
  /** Outputs that other stacks may import. */
  readonly exports: readonly Output[]
}

function inside(one: Nested, outer: Loaded): Inside {
  const { logicalId, loaded } = one
  const holder = own(outer.stack.resources, logicalId)
  const form = loaded.dialect.nested
  const by = innerWords(one)
  const resources = withFiles(one).map(resource => innerResource(resource, { one, by, holder }))
  const outputs = loaded.stack.outputs.map(output => renamedOutput(output, by))
  return {
    id: member(loaded.scope.pseudo, form?.id ?? '') ?? logicalId,
    names: resources.map(resource => resource.logicalId),
    resources,
    outputs: Object.fromEntries(outputs.map(({ name, value }) => [name, value])),
    exports: outputs.flatMap(output =>
      output.exportName === undefined ? [] : [{ ...output, name: nestedName(logicalId, output.name) }],
    ),
  }
}

interface Placing {
  readonly one: Nested
  readonly by: Rewriting
  readonly holder: Resource | undefined
}

function innerResource(resource: Resource, { one, by, holder }: Placing): Resource {
  const { logicalId } = one
  const tags = { ...tagsOf(holder, one), ...resource.tags }
  return {
    ...resource,
    logicalId: nestedName(logicalId, resource.logicalId),
    properties: record(rewritten(resource.properties, by)),
    dependsOn: [
      ...resource.dependsOn.map(name => nestedName(logicalId, name)),
      ...(holder?.dependsOn ?? []),
    ].sort(),
    deletionPolicy: holder?.deletionPolicy === 'Retain' ? 'Retain' : resource.deletionPolicy,
    origin: [...(holder?.origin ?? ['Resources', logicalId]), within, logicalId, ...resource.origin],
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  }
}

function tagsOf(holder: Resource | undefined, { loaded: { dialect } }: Nested): Properties {
  const written = list(member(record(holder?.properties), dialect.nested?.tags ?? '')).map(record)
  return Object.fromEntries(written.map(({ Key, Value: value }) => [text(Key) ?? '', value ?? '']))
}

/** Gives the resources of a nested stack with paths that begin where those of the one that holds it do. */
function withFiles({ loaded, files }: Nested): readonly Resource[] {
  const resources = { ...loaded.stack.resources }
  for (const { logicalId, property, path } of files) {
    const resource = own(resources, logicalId)
    if (resource === undefined) continue
    const properties = record(withAt(resource.properties, property, path))
    resources[logicalId] = { ...resource, properties }
  }
  return Object.values(resources)
}

/** Parameters are what they are given; secrets of its own keep a name, so that their values stand nowhere in clear. */
function innerWords({ logicalId, loaded, given }: Nested): Rewriting {
  const { scope, stack } = loaded
  return {
    ref(name) {
      if (Object.hasOwn(stack.resources, name)) return { Ref: nestedName(logicalId, name) }
      const value = member(given, name)
      if (value !== undefined && holdsCall(value)) return inType(value, scope.types?.[name])
      return scope.declared.includes(name) ? { Ref: nestedName(logicalId, name) } : undefined
    },
    attribute: (owner, attribute) =>
      Object.hasOwn(stack.resources, owner)
        ? { 'Fn::GetAtt': [nestedName(logicalId, owner), attribute] }
        : undefined,
    mapping: name => nestedName(logicalId, name),
  }
}

/** A list is handed over as the text that its items are joined to. */
function inType(value: Value, type = 'String'): Value {
  return type === 'CommaDelimitedList' || type.startsWith('List<') ? { 'Fn::Split': [',', value] } : value
}

function outerWords(held: ReadonlyMap<string, Inside>): Rewriting {
  const by: Rewriting = {
    ref: name => held.get(name)?.id,
    // An output may be made of what another nested stack was given, and that of the outputs of a third.
    attribute(owner, attribute) {
      const found = held.get(owner)
      const value = found && own(found.outputs, attribute.replace(/^Outputs\./, ''))
      return value === undefined ? undefined : rewritten(value, by)
    },
  }
  return by
}

interface Surroundings {
  readonly by: Rewriting
  readonly held: ReadonlyMap<string, Inside>
}

/** What names a nested stack waits for all of it, and for what its outputs are made of. */
function outerResource(resource: Resource, { by, held }: Surroundings): Resource {
  const names = resource.dependsOn.flatMap(name => held.get(name)?.names ?? [name])
  const properties = record(rewritten(resource.properties, by))
  const mentioned = [...namesIn(properties)].filter(name => name.includes('/'))
  const dependsOn = new Set([...names, ...mentioned])
  dependsOn.delete(resource.logicalId)
  return { ...resource, properties, dependsOn: [...dependsOn].sort() }
}

function renamedOutput(output: Output, by: Rewriting): Output {
  return {
    ...output,
    value: rewritten(output.value, by),
    ...(output.exportName === undefined ? {} : { exportName: rewritten(output.exportName, by) }),
  }
}

/** What is left of a nested stack's own names in calls: its secrets, and mappings that are looked into at deploy. */
function scopeWith(scope: Scope, nested: readonly Nested[]): Scope {
  const add = <T>(own: Readonly<Record<string, T>>, of: (inner: Scope) => Readonly<Record<string, T>>) => ({
    ...own,
    ...Object.fromEntries(
      nested.flatMap(({ logicalId, loaded }) =>
        Object.entries(of(loaded.scope)).map(
          ([name, value]) => [nestedName(logicalId, name), value] as const,
        ),
      ),
    ),
  })
  const names = (of: (inner: Scope) => readonly string[]): readonly string[] =>
    nested.flatMap(({ logicalId, loaded }) => of(loaded.scope).map(name => nestedName(logicalId, name)))
  return {
    ...scope,
    parameters: add<Value>(scope.parameters, ({ parameters }) => parameters),
    declared: [...scope.declared, ...names(({ declared }) => declared)],
    secrets: [...scope.secrets, ...names(({ secrets }) => secrets)],
    mappings: add<Value>(scope.mappings, ({ mappings }) => mappings),
  }
}

function placesWith(placeOf: PlaceOf, nested: readonly Nested[]): PlaceOf {
  const inner = new Map(nested.map(({ logicalId, loaded }) => [logicalId, loaded.placeOf]))
  return (origin, property) => {
    const at = origin.indexOf(within)
    const places = at < 0 ? undefined : inner.get(String(origin[at + 1]))
    return places === undefined ? placeOf(origin, property) : places(origin.slice(at + 2), property)
  }
}
