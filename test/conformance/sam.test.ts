import { existsSync } from 'node:fs'
import { describe, test } from 'vitest'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { clouds } from '../../src/providers/index.ts'
import { expandFile } from '../../src/template/expand-file.ts'
import { corpora } from '../support/corpora.ts'
import { lacks } from '../support/needs.ts'
import { firstDifference, masked, plain } from './compare.ts'
import { type Case, errorCases, successCases, wildCases } from './corpus.ts'
import { row } from './table.ts'

/** Tells what is wrong with the answer to a case, or nothing. */
async function trouble(one: Case): Promise<string | undefined> {
  const { text, parameters, region, partition } = one
  const world = { region, partition }
  const { value, diagnostics } = await expandFile({ file: one.name, text, clouds, parameters, world })
  if (one.error !== undefined) return missed(one.error, { accepted: value !== undefined, diagnostics })
  if (value === undefined) return `refused: ${diagnostics[0]?.message}`
  const [made, wanted] = [masked(value), masked(one.output ?? null)]
  return plain(made) === plain(wanted) ? undefined : firstDifference(made, wanted)
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

const runs: readonly (readonly [string, () => readonly Case[]])[] = [
  ['sam-translator, expanded', successCases],
  ['sam-translator, refused', errorCases],
  ['sam-wild', wildCases],
]

describe.skipIf(lacks('the folder of corpora', existsSync(corpora)))(
  'fnx expand beside the published transform',
  () => {
    test.each(runs)('%s', { timeout: 300_000 }, async (corpus, cases) => {
      const troubles: string[] = []
      const all = cases()
      for (const one of all) {
        const found = await trouble(one)
        if (found !== undefined) troubles.push(`${one.name}: ${found}`)
      }
      row({ corpus, cases: all.length, troubles })
    })
  },
)
