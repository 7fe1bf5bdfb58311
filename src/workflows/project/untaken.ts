import type { Diagnostic } from '../../model/diagnostic.ts'
import { loadTypes, typesIn } from '../../model/service.ts'
import { untakenIn } from '../../plan/untaken.ts'
import type { Loaded } from '../../template/loaded.ts'
import { typeTables } from '../../template/schema/type-tables.ts'
import { abilitiesIn } from './abilities.ts'

/** Lists what of a template a plan will refuse because its resource types do not take it, as warnings (W5017). */
export async function untakenOf(
  { cloud, dialect, stack, placeOf }: Loaded,
  root: string,
  said: readonly Diagnostic[],
): Promise<readonly Diagnostic[]> {
  const types = await loadTypes(await cloud.provider(), typesIn(stack), typeTables(root, cloud.name))
  const abilitiesOf = abilitiesIn(types, dialect, root)
  const found = untakenIn(stack, { abilitiesOf, placeOf }, 'W5017')
  // What the schema refuses at a place says it better.
  const places = new Set(said.map(spotOf))
  return found.filter(one => !places.has(spotOf(one)))
}

function spotOf({ location }: Diagnostic): string {
  return `${location?.start.line}:${location?.start.column}`
}
