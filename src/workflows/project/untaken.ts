import type { Diagnostic } from '../../model/diagnostic.ts'
import { untakenIn } from '../../plan/untaken.ts'
import type { Loaded } from '../../template/loaded.ts'
import { takenIn } from './taken.ts'

/** Lists what of a template a plan will refuse because its resource types do not take it, as warnings (W5017). */
export function untakenOf(
  { cloud, stack, placeOf }: Loaded,
  root: string,
  said: readonly Diagnostic[],
): readonly Diagnostic[] {
  const found = untakenIn(stack, { abilitiesOf: takenIn(root, cloud.name), placeOf }, 'W5017')
  // What the schema refuses at a place says it better.
  const places = new Set(said.map(spotOf))
  return found.filter(one => !places.has(spotOf(one)))
}

function spotOf({ location }: Diagnostic): string {
  return `${location?.start.line}:${location?.start.column}`
}
