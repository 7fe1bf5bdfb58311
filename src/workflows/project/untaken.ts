import type { Diagnostic } from '../../model/diagnostic.ts'
import { loadTypes, typesIn } from '../../model/service.ts'
import { untakenIn } from '../../plan/untaken.ts'
import type { Loaded } from '../../template/load.ts'
import { placesIn } from '../../template/places.ts'
import { abilitiesIn } from './abilities.ts'

/** Lists what of a template a plan will refuse because its resource types do not take it, as warnings (W5017). */
export async function untakenOf(
  { cloud, dialect, stack, template }: Loaded,
  root: string,
  said: readonly Diagnostic[],
): Promise<readonly Diagnostic[]> {
  const types = await loadTypes(await cloud.provider(), typesIn(stack))
  const abilitiesOf = abilitiesIn(types, dialect, root)
  const found = untakenIn(stack, { abilitiesOf, placeOf: placesIn(template) }, 'W5017')
  // What the schema refuses at a place says it better.
  const places = new Set(said.map(placeOf))
  return found.filter(one => !places.has(placeOf(one)))
}

function placeOf({ location }: Diagnostic): string {
  return `${location?.start.line}:${location?.start.column}`
}
