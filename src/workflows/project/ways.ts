import type { AbilitiesOf } from '../../model/abilities.ts'
import type { Provider, ResourceType } from '../../model/provider.ts'
import { hasFile, loadTypes, type Tables, typesIn } from '../../model/service.ts'
import { untaken } from '../../model/shape.ts'
import type { Resource, Stack } from '../../model/stack.ts'
import type { State } from '../../model/state.ts'
import { own } from '../../model/value.ts'
import {
  genericName,
  goingGeneric,
  holdsCode,
  identifierOf,
  isGeneric,
  templateName,
} from '../../model/way.ts'

/** What tells which way the resources of a stack go. */
export interface Ways {
  readonly provider: Provider
  readonly tables: Tables
  abilitiesFor(types: readonly ResourceType[]): AbilitiesOf
  /** What is deployed of the stack; nothing where that is not known. */
  readonly state?: Pick<State, 'resources'>
  /** What one way makes is not there for the other: so it is in the local cloud, and nowhere else. */
  readonly apart?: boolean
}

/**
 * Sends resources the generic way whole whose type's file does not take what they have, and those that went so before. A
 * resource that neither way takes stays as it is, so that it is refused at its place.
 */
export async function routed(stack: Stack, ways: Ways): Promise<Stack> {
  const { provider, tables, abilitiesFor, state, apart = false } = ways
  const native = abilitiesFor(await loadTypes(provider, typesIn(stack), tables))
  const before = ({ logicalId }: Resource) => own(state?.resources ?? {}, logicalId)
  const wentSo = (resource: Resource) => before(resource)?.type === genericName(resource.type)
  const wanted = Object.values(stack.resources).filter(
    resource => mayGo(resource, provider) && (wentSo(resource) || !takesAll(native, resource)),
  )
  if (wanted.length === 0) return stack
  const names = wanted.map(({ type }) => genericName(type))
  const generic = abilitiesFor(await loadTypes(provider, names, tables))
  const needed = new Set(
    Object.values(stack.resources).flatMap(({ type, dependsOn }) =>
      hasFile(provider.services, type) ? dependsOn : [],
    ),
  )
  const going = wanted.filter(resource => {
    const known = before(resource)
    const isSame = known?.type === resource.type
    const identifier = tables.typeOf(resource.type)?.identifier ?? []
    if (apart && (isSame || needed.has(resource.logicalId))) return false
    if (isSame && identifierOf(known, identifier) === undefined) return false
    return takesAll(generic, { ...resource, type: genericName(resource.type) })
  })
  return goingGeneric(stack, new Set(going.map(({ logicalId }) => logicalId)))
}

/** Functions are called, and logs read, by what their own service says of them. */
function mayGo({ type, properties }: Resource, { functionType }: Provider): boolean {
  return !isGeneric(type) && templateName(type) !== functionType && !holdsCode(properties)
}

function takesAll(abilitiesOf: AbilitiesOf, { type, properties }: Resource): boolean {
  const takes = abilitiesOf(type)?.takes
  return takes !== undefined && untaken(properties, takes).length === 0
}
