import { inKinds } from '../model/abilities.ts'
import type { Artifact } from '../model/artifact.ts'
import { artifactKey } from '../model/artifact.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { ResourceType } from '../model/provider.ts'
import type { Known } from '../model/resolver.ts'
import type { Resource } from '../model/stack.ts'
import type { Properties, Value } from '../model/value.ts'
import { holdsCall, isList, isRecord, member, record, references } from '../model/value.ts'
import type { ApplyDeps } from './run.ts'

/** Properties of a resource with nothing unknown left: for disk and for the call. */
export interface Prepared {
  readonly redacted: Properties
  readonly clear: Properties
}

/**
 * Resolves the properties of a resource and gives them in the kinds that its type takes; throws E6101 when one is still
 * unknown though all that it needs exists.
 */
export function prepare(
  resource: Resource,
  known: Known,
  { resolver, abilitiesOf }: Pick<ApplyDeps, 'resolver' | 'abilitiesOf'>,
): Prepared {
  const inKind = inKinds(abilitiesOf(resource.type))
  const clear = inKind(record(resolver.clear(resource.properties, known)))
  if (holdsCall(clear)) throw stillUnknown(resource.logicalId, clear)
  return { redacted: inKind(record(resolver.redacted(resource.properties, known))), clear }
}

/**
 * Gives the code that properties name, or hold as text that was not known before; throws E6102 when it is needed and was
 * not packaged.
 */
export async function artifactOf(
  resource: Resource,
  properties: Properties,
  {
    artifacts,
    pack,
    befores,
  }: Pick<ApplyDeps, 'artifacts' | 'pack'> & { readonly befores: readonly Properties[] },
): Promise<{ readonly artifact?: Artifact }> {
  const hash = hashIn(properties)
  if (hash === undefined) {
    const packed = await pack?.(resource, properties)
    return packed === undefined ? {} : { artifact: packed }
  }
  const artifact = artifacts.get(hash)
  if (artifact !== undefined) return { artifact }
  // An update that leaves the code alone can do without its bytes.
  if (befores.length > 0 && befores.every(before => hashIn(before) === hash)) return {}
  throw new FnxError({
    code: 'E6102',
    message: `The code of ${resource.logicalId} (${hash.slice(0, 12)}) is not among the packages of this run.`,
    hint: 'Deploy again from the sources; the package of that version was deleted.',
  })
}

/** Gives the type of a resource; throws E5001 when a newer fnx made it. */
export function typeOf(type: string, types: ReadonlyMap<string, ResourceType>): ResourceType {
  const found = types.get(type)
  if (found !== undefined) return found
  throw new FnxError({
    code: 'E5001',
    message: `The state holds a resource of type ${type}, which fnx cannot deploy.`,
    hint: 'Use the fnx that deployed it, or a later one.',
  })
}

function hashIn(value: Value): string | undefined {
  if (isList(value)) return first(value)
  if (!isRecord(value)) return undefined
  const own = member(value, artifactKey)
  return typeof own === 'string' ? own : first(Object.values(value))
}

function first(values: readonly Value[]): string | undefined {
  for (const value of values) {
    const found = hashIn(value)
    if (found !== undefined) return found
  }
  return undefined
}

function stillUnknown(logicalId: string, properties: Properties): FnxError {
  const [mention] = references(properties)
  const name =
    mention?.attribute === undefined ? mention?.logicalId : `${mention.logicalId}.${mention.attribute}`
  return new FnxError({
    code: 'E6101',
    message:
      name === undefined
        ? `A property of ${logicalId} cannot be computed.`
        : `${logicalId} needs ${name}, which the cloud did not give.`,
    hint: 'Look up which attributes that resource type has.',
  })
}
