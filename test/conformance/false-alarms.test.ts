import { existsSync } from 'node:fs'
import { describe, test } from 'vitest'
import { type Diagnostic, severityOf } from '../../src/model/diagnostic.ts'
import { clouds } from '../../src/providers/index.ts'
import { load } from '../../src/template/load.ts'
import { corpora } from '../support/corpora.ts'
import { root } from '../support/fnx.ts'
import { lacks } from '../support/needs.ts'
import { isTrue } from './alarms.ts'
import { type Case, successCases, wildCases } from './corpus.ts'
import { row } from './table.ts'

/** By the day that this was written, so that no runtime is refused that was taken then. */
const today = new Date('2026-11-25')

async function errors({ name, text }: Case): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await load({
    file: name,
    text,
    clouds,
    cloud: 'aws',
    parameters: {},
    root,
    look: () => undefined,
    today,
  })
  // Nothing lies beside these templates, so that what they name there is truly missing.
  return diagnostics.filter(({ code }) => severityOf(code) === 'error' && code !== 'E4002')
}

const runs: readonly (readonly [string, () => readonly Case[]])[] = [
  ['sam-translator, no alarm', () => successCases().filter(({ partition }) => partition === 'aws')],
  ['sam-wild, no alarm', () => wildCases().filter(({ output }) => output !== undefined)],
]

describe.skipIf(lacks('the folder of corpora', existsSync(corpora)))(
  'validation beside what the service expands',
  () => {
    test.each(runs)('%s', { timeout: 300_000 }, async (corpus, cases) => {
      const all = cases()
      const troubles: string[] = []
      for (const one of all) {
        const [first] = (await errors(one)).filter(found => !isTrue(one, found))
        if (first !== undefined) troubles.push(`${one.name}: ${first.code} ${first.message}`)
      }
      row({ corpus, cases: all.length, troubles })
    })
  },
)
