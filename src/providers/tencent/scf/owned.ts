import type { Owned, Whose } from '../../../model/provider.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { instanceIn } from '../kit/recipe.ts'
import type { TaggedThing } from '../tag/owned.ts'
import { namespace } from './namespace.ts'

const limit = 100

/**
 * Finds the functions of a stack and the namespaces that it made. The tag service knows functions by their IDs, so the
 * names are looked up; a namespace is ours when fnx marked it, the template declares it and a function of ours is in it.
 */
export async function ownedFunctions(
  client: TencentClient,
  whose: Whose,
  tagged: readonly TaggedThing[],
): Promise<readonly Owned[]> {
  const ids = new Map(tagged.filter(({ service }) => service === 'scf').map(thing => [thing.id, thing]))
  if (ids.size === 0) return []
  const found: Owned[] = []
  for (const space of await all(client, 'ListNamespaces', 'Namespaces', {})) {
    const inside = await all(client, 'ListFunctions', 'Functions', { Namespace: space.Name ?? '' })
    const own = inside.flatMap(fn => functionOf(fn, ids.get(text(fn.FunctionId) ?? '')))
    found.push(...own, ...(own.length === 0 ? [] : namespaceOf(space, whose)))
  }
  return found
}

function functionOf(
  { Namespace, FunctionName }: Properties,
  thing: TaggedThing | undefined,
): readonly Owned[] {
  if (thing === undefined) return []
  const { logicalId, instance } = thing
  const name = text(FunctionName) ?? ''
  const physicalId = `${text(Namespace) ?? 'default'}|${name}`
  return [{ type: 'TencentCloud::SCF::Function', physicalId, name, logicalId, instance }]
}

function namespaceOf({ Name, Description }: Properties, { declared }: Whose): readonly Owned[] {
  const name = text(Name) ?? ''
  const instance = instanceIn(Description)
  const given = declared.find(one => one.type === namespace.type && one.name === name)
  if (instance === undefined || given === undefined) return []
  return [{ type: namespace.type, physicalId: name, name, logicalId: given.logicalId, instance }]
}

async function all(
  client: TencentClient,
  action: string,
  member: string,
  input: Properties,
): Promise<readonly Properties[]> {
  const found: Properties[] = []
  for (let Offset = 0; ; Offset += limit) {
    const page = { ...input, Offset, Limit: limit }
    const answer = await client.call('scf', action, page)
    const items = list(answer[member]).map(record)
    found.push(...items)
    if (items.length < limit) return found
  }
}
