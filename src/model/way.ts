import { artifactKey } from './artifact.ts'
import type { TypeTable } from './dialect.ts'
import type { Stack } from './stack.ts'
import type { ResourceState, State } from './state.ts'
import { isList, isRecord, member, own, text, type Value } from './value.ts'

// A type that has a file may be deployed by what stands in for types without one: where a resource has a property that
// the file does not pass on. Its name in stacks and states ends with that, so that both know which way it goes.

const ending = ' (generic)'

/** Gives the name of a type whose resource goes the generic way. */
export function genericName(type: string): string {
  return isGeneric(type) ? type : `${type}${ending}`
}

/** Gives the name that templates have for a type. */
export function templateName(type: string): string {
  return isGeneric(type) ? type.slice(0, -ending.length) : type
}

/** Tells whether a name is of a type whose resource goes the generic way though it has a file. */
export function isGeneric(type: string): boolean {
  return type.endsWith(ending)
}

/**
 * Gives what goes the other way than the state says, as the state is to have it: the very same thing under the identifier
 * that the generic way has for it. What that is cannot be told of is left out.
 */
export function rerouted(
  { resources }: Pick<State, 'resources'>,
  stack: Stack,
  tableOf: (type: string) => TypeTable | undefined,
): readonly ResourceState[] {
  return Object.values(stack.resources).flatMap(({ logicalId, type }) => {
    const current = own(resources, logicalId)
    if (current === undefined || !isGeneric(type) || current.type !== templateName(type)) return []
    const physicalId = identifierOf(current, tableOf(current.type)?.identifier ?? [])
    return physicalId === undefined ? [] : [{ ...current, type, physicalId }]
  })
}

/** Gives the identifier of a thing that was made natively, where its record tells it. */
export function identifierOf(
  { physicalId, properties, attributes }: Pick<ResourceState, 'physicalId' | 'properties' | 'attributes'>,
  identifier: readonly string[],
): string | undefined {
  if (physicalId === undefined) return undefined
  const parts = identifier.map(name => text(member(attributes, name) ?? member(properties, name)))
  const [single] = identifier
  if (identifier.length === 1 && parts[0] === undefined)
    return /arn$/i.test(single ?? '') !== physicalId.startsWith('arn:') ? undefined : physicalId
  return parts.length > 0 && parts.every(part => part !== undefined) ? parts.join('|') : undefined
}

/** Tells whether properties hold code that fnx packages: no other way takes that. */
export function holdsCode(value: Value): boolean {
  if (isList(value)) return value.some(holdsCode)
  return isRecord(value) && (Object.hasOwn(value, artifactKey) || Object.values(value).some(holdsCode))
}

/** Gives a stack with some resources going the generic way. */
export function goingGeneric(stack: Stack, ids: ReadonlySet<string>): Stack {
  const changed = Object.entries(stack.resources).map(([id, resource]) =>
    ids.has(id) ? [id, { ...resource, type: genericName(resource.type) }] : [id, resource],
  )
  return { ...stack, resources: Object.fromEntries(changed) }
}
