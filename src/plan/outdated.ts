import type { Diagnostic } from '../model/diagnostic.ts'
import type { Change } from '../model/plan.ts'
import type { ResourceType } from '../model/provider.ts'
import type { Resource } from '../model/stack.ts'
import type { PlaceOf } from '../model/template.ts'
import { references } from '../model/value.ts'

interface Decided {
  readonly change: Change
  readonly resource: Resource
}

/** Lists changed settings that a version which stays keeps as they were, so that who calls it sees nothing of them (W5019). */
export function outdatedBy(
  decisions: readonly Decided[],
  types: ReadonlyMap<string, ResourceType>,
  placeOf: PlaceOf | undefined,
): readonly Diagnostic[] {
  const updated = new Map(
    decisions.filter(({ change }) => change.action === 'update').map(one => [one.resource.logicalId, one]),
  )
  return decisions
    .filter(({ change }) => change.action === 'keep')
    .flatMap(({ resource }) => {
      const holds = types.get(resource.type)?.holds ?? []
      const named = holds.length === 0 ? [] : references(resource.properties)
      return named.flatMap(({ logicalId }) => {
        const holder = updated.get(logicalId)
        const changed = new Set(holder?.change.properties.map(({ path }) => path.split('.')[0] ?? ''))
        const names = holds.filter(name => changed.has(name))
        if (holder === undefined || names.length === 0) return []
        const location = placeOf?.(holder.resource.origin, names.slice(0, 1))
        return [{ ...outdated(resource, holder.resource, names), ...(location && { location }) }]
      })
    })
}

function outdated(version: Resource, holder: Resource, names: readonly string[]): Diagnostic {
  return {
    code: 'W5019',
    message: `${version.logicalId} was published before and keeps ${names.join(', ')} of ${holder.logicalId} as ${names.length > 1 ? 'they were' : 'it was'}; so do the aliases that name it.`,
    hint: 'Set AutoPublishAliasAllProperties to true, or publish a version for the change.',
  }
}
