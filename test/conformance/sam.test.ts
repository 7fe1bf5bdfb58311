import { existsSync } from 'node:fs'
import { describe, test } from 'vitest'
import { corpora } from '../support/corpora.ts'
import { lacks } from '../support/needs.ts'
import { type Case, errorCases, successCases, wildCases } from './corpus.ts'
import { troublesOf } from './judge.ts'
import { row } from './table.ts'

const runs: readonly (readonly [string, () => readonly Case[]])[] = [
  ['sam-translator, expanded', successCases],
  ['sam-translator, refused', errorCases],
  ['sam-wild', wildCases],
]

describe.skipIf(lacks('the folder of corpora', existsSync(corpora)))(
  'fnx expand beside the published transform',
  () => {
    test.each(runs)('%s', { timeout: 300_000 }, async (corpus, read) => {
      const cases = read()
      row({ corpus, cases: cases.length, troubles: await troublesOf(cases) })
    })
  },
)
