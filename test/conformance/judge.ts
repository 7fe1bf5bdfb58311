import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { clouds } from '../../src/providers/index.ts'
import { expandFile } from '../../src/template/expand-file.ts'
import { firstDifference, masked, plain } from './compare.ts'
import type { Case } from './corpus.ts'

/** Tells what is wrong with what `fnx expand` gives of a case, or nothing. */
export async function trouble(one: Case): Promise<string | undefined> {
  const { text, parameters, region, partition } = one
  const world = { region, partition }
  const { value, diagnostics } = await expandFile({ file: one.name, text, clouds, parameters, world })
  if (one.error !== undefined) return missed(one.error, { accepted: value !== undefined, diagnostics })
  if (value === undefined) return `refused: ${diagnostics[0]?.message}`
  const [made, wanted] = [masked(value), masked(one.output ?? null)]
  return plain(made) === plain(wanted) ? undefined : firstDifference(made, wanted)
}

/** Lists the troubles of cases, one line each, begun with the name. */
export async function troublesOf(cases: readonly Case[]): Promise<readonly string[]> {
  const troubles: string[] = []
  for (const one of cases) {
    const found = await trouble(one)
    if (found !== undefined) troubles.push(`${one.name}: ${found}`)
  }
  return troubles
}

/** A refusal must name what the service names. */
function missed(
  error: string,
  { accepted, diagnostics }: { readonly accepted: boolean; readonly diagnostics: readonly Diagnostic[] },
): string | undefined {
  if (accepted) return 'accepted'
  const said = diagnostics.map(({ message }) => message).join('\n')
  const ids = [...error.matchAll(/(?:Resource|Event) with id \[([^\]]*)\]/g)].map(([, id = '']) => id)
  const silent = ids.filter(id => !said.includes(id))
  return silent.length === 0 ? undefined : `does not name ${silent.join(', ')}`
}
