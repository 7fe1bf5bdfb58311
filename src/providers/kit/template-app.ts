import type { World } from '../../model/dialect.ts'
import type { Service } from '../../model/provider.ts'
import type { Known, Resolver } from '../../model/resolver.ts'
import { hasFile, sourcesOf } from '../../model/service.ts'
import { appOf, byType, type Thing, type Things } from '../../model/source.ts'
import type { CodeSource, FunctionSpec, LocalApp, Resource, Stack } from '../../model/stack.ts'
import { type Properties, text, type Value } from '../../model/value.ts'
import { placeholders } from './placeholders.ts'

/** How the values of a resource are read without a deploy. */
export interface Words {
  /** Gives a value as the function sees it, secrets included. */
  reduced(value: Value): Value
  /** Gives names for what is not known, without secrets: for text that is written to disk. */
  named(value: Value): Value
}

/** What a cloud says of its stacks, so that they run before they are deployed. */
export interface TemplateReading {
  readonly services: readonly Service[]
  readonly functionType: string
  /** The property of a function, as its source reads it, that holds its name. */
  readonly nameProperty: string
  known(stack: Stack, world: World): Known
  /** Gives the properties of a resource in the form that sources read; code is apart. */
  propertiesOf(resource: Resource, words: Words): Properties
  codeOf(resource: Resource, words: Words): CodeSource | undefined
  /** Gives the name of the function that a value means. */
  nameIn(value: Value | undefined): string
}

/** Reads stacks: what the local cloud can run of them, and their functions alone. */
export interface TemplateApp {
  local(stack: Stack, world: World, clear: Resolver['clear']): LocalApp
  functionsOf(stack: Stack, world: World, clear: Resolver['clear']): readonly FunctionSpec[]
}

/** Makes the reader of the stacks of a cloud. */
export function templateApp(reading: TemplateReading): TemplateApp {
  const sources = sourcesOf(reading.services)
  const types = new Set(sources.flatMap(source => source.types))
  const readsOthers = sources.some(source => source.others === true)
  const isRead = (type: string) => types.has(type) || (readsOthers && !hasFile(reading.services, type))
  const functions = sources.filter(source => source.types.includes(reading.functionType))
  return {
    local: (stack, world, clear) => appOf(sources, thingsOf(reading, { stack, world, clear, isRead })),
    functionsOf(stack, world, clear) {
      return appOf(
        functions,
        thingsOf(reading, { stack, world, clear, isRead: type => type === reading.functionType }),
      ).functions
    },
  }
}

interface Request {
  readonly stack: Stack
  readonly world: World
  readonly clear: Resolver['clear']
  readonly isRead: (type: string) => boolean
}

function thingsOf(reading: TemplateReading, { stack, world, clear, isRead }: Request): Things {
  const known = reading.known(stack, world)
  const words: Words = {
    reduced: value => placeholders(clear(value, known), known),
    named: value => placeholders(value, known),
  }
  const things = Object.values(stack.resources)
    .filter(({ type }) => isRead(type))
    .map(resource => thingOf(resource, world, { reading, words }))
  const functions = things.filter(({ type }) => type === reading.functionType)
  const byName = new Map(
    functions.map(thing => [text(thing.properties[reading.nameProperty]) ?? thing.id, thing.id]),
  )
  const others = things.filter(({ type }) => !hasFile(reading.services, type))
  return { ofType: byType(things), others, functionAt: value => byName.get(reading.nameIn(value)) }
}

function thingOf(
  resource: Resource,
  { region, account }: World,
  { reading, words }: { readonly reading: TemplateReading; readonly words: Words },
): Thing {
  const { logicalId, type } = resource
  const code = type === reading.functionType ? reading.codeOf(resource, words) : undefined
  return {
    id: logicalId,
    type,
    region,
    account,
    properties: reading.propertiesOf(resource, words),
    ...(code === undefined ? {} : { code }),
  }
}
