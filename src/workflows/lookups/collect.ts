import { dynamicReferences } from '../../model/dynamic-reference.ts'
import type { Lookups } from '../../model/lookups.ts'
import type { Stack } from '../../model/stack.ts'
import {
  callOf,
  isList,
  isRecord,
  isSecret,
  member,
  type Properties,
  record,
  text,
  type Value,
} from '../../model/value.ts'
import type { Loaded } from '../../template/loaded.ts'
import { nestedParameters } from '../../template/nested.ts'
import { storedType } from '../../template/parameters.ts'

/** Nothing to ask. */
export const noLookups: Lookups = { parameters: {}, references: [], exports: [], zones: [] }

/** Lists the parameters whose values are kept by the cloud: what is given for them is a name. */
export function storedParameters(
  definitions: Properties,
  given: Readonly<Record<string, string>>,
): Lookups['parameters'] {
  const names = Object.entries(definitions).flatMap(([parameter, definition]) => {
    const { Type, Default } = record(definition)
    const name = member(given, parameter) ?? Default
    return storedType(text(Type) ?? '') !== undefined && typeof name === 'string'
      ? [[parameter, name] as const]
      : []
  })
  return Object.fromEntries(names)
}

/** Does so for a template and the nested stacks in it. */
export function storedIn(loaded: Loaded, given: Readonly<Record<string, string>>): Lookups['parameters'] {
  const nested = nestedParameters(loaded).flatMap(({ prefix, definitions, given: handed }) =>
    Object.entries(storedParameters(definitions, handed)).map(([name, key]) => [prefix + name, key] as const),
  )
  const own = storedParameters(record(loaded.template.document.Parameters), given)
  return { ...own, ...Object.fromEntries(nested) }
}

/** Lists what a stack names and only its cloud can tell, each once. */
export function collectLookups(stack: Stack, region: string): Omit<Lookups, 'parameters'> {
  const values = [
    ...Object.values(stack.resources).map(({ properties }) => properties),
    ...stack.outputs.flatMap(({ value, exportName = null }) => [value, exportName]),
  ]
  const asked = (name: string): readonly string[] => [
    ...new Set(values.flatMap(value => argumentsOf(name, value)).flatMap(argument => text(argument) ?? [])),
  ]
  return {
    references: dynamicReferences(values),
    exports: asked('Fn::ImportValue'),
    zones: [...new Set(asked('Fn::GetAZs').map(name => (name === '' ? region : name)))],
  }
}

/** Gives the arguments of every call of a function within a value. */
function argumentsOf(name: string, value: Value): readonly Value[] {
  if (isList(value)) return value.flatMap(item => argumentsOf(name, item))
  if (!isRecord(value) || isSecret(value)) return []
  const call = callOf(value)
  if (call?.name === name) return [call.argument]
  return Object.values(value).flatMap(item => argumentsOf(name, item))
}

/** Leaves out what has been asked already. */
export function without(lookups: Lookups, asked: Lookups): Lookups {
  const fresh = (key: 'references' | 'exports' | 'zones') =>
    lookups[key].filter(name => !asked[key].includes(name))
  return {
    parameters: Object.fromEntries(
      Object.entries(lookups.parameters).filter(([name]) => !Object.hasOwn(asked.parameters, name)),
    ),
    references: fresh('references'),
    exports: fresh('exports'),
    zones: fresh('zones'),
  }
}

/** Puts lookups together. */
export function joinLookups(left: Lookups, right: Lookups): Lookups {
  return {
    parameters: { ...left.parameters, ...right.parameters },
    references: [...left.references, ...right.references],
    exports: [...left.exports, ...right.exports],
    zones: [...left.zones, ...right.zones],
  }
}

/** Tells whether there is nothing to ask. */
export function isNothing({ parameters, references, exports, zones }: Lookups): boolean {
  return Object.keys(parameters).length + references.length + exports.length + zones.length === 0
}
