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

/** What the service says of a connector whose end is wrong, even where it says nothing of the end: fnx says the cause alone. */
const follows = /^ is invalid\. (?:Unable to create connector|Must provide 'Id')/

/** A refusal must name what the service names, but for connectors that fail because of what it names already. */
function missed(
  error: string,
  { accepted, diagnostics }: { readonly accepted: boolean; readonly diagnostics: readonly Diagnostic[] },
): string | undefined {
  if (accepted) return 'accepted'
  const said = diagnostics.map(({ message }) => message).join('\n')
  const named = [...error.matchAll(/(?:Resource|Event) with id \[([^\]]*)\]([^[]*)/g)]
  const silent = named
    .filter(([, id = '', sentence = '']) => !said.includes(id) && !follows.test(sentence))
    .map(([, id = '']) => id)
  return silent.length === 0 ? undefined : `does not name ${silent.join(', ')}`
}
