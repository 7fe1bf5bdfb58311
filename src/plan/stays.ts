import type { AbilitiesOf, Reasons } from '../model/abilities.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Change } from '../model/plan.ts'
import type { Resource } from '../model/stack.ts'
import type { PlaceOf } from '../model/template.ts'

/** A resource and what is decided on it. */
interface Decided {
  readonly change: Change
  readonly resource: Resource
}

/** Lists what leaves the template and stays in the cloud, because nothing resets it (W5018). */
export function stayingIn(
  decisions: readonly Decided[],
  { abilitiesOf, placeOf }: { readonly abilitiesOf: AbilitiesOf; readonly placeOf?: PlaceOf | undefined },
): readonly Diagnostic[] {
  return decisions
    .filter(({ change }) => change.action === 'update')
    .flatMap(({ change, resource }) => {
      const stays = abilitiesOf(resource.type)?.stays ?? {}
      const gone = change.properties.filter(({ after, drift }) => after === undefined && !drift)
      const location = placeOf?.(resource.origin, [])
      return gone.flatMap(({ path }) => {
        const why = reasonFor(path, stays)
        return why === undefined ? [] : [{ ...staying(resource, path, why), ...(location && { location }) }]
      })
    })
}

/** Paths of changes count the items of lists, which have no step in reasons. */
function reasonFor(path: string, stays: Reasons): string | undefined {
  const names = path.split('.').filter(step => !/^\d+$/.test(step))
  const found = Object.entries(stays).find(([own]) => `${names.join('.')}.`.startsWith(`${own}.`))
  return found?.[1]
}

function staying({ logicalId }: Resource, path: string, why: string): Diagnostic {
  return {
    code: 'W5018',
    message: `${path} of ${logicalId} is no longer in the template, and stays in the cloud: ${why}.`,
    hint: 'Write the value that it should have, or set it by hand.',
  }
}
