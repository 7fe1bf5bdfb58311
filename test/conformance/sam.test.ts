import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { corpora } from '../support/corpora.ts'
import { lacks } from '../support/needs.ts'
import { type Case, errorCases, successCases, wildCases } from './corpus.ts'
import { trouble } from './judge.ts'

interface Floor {
  readonly [corpus: string]: number
}

const floor: Floor = JSON.parse(readFileSync(new URL('floor.json', import.meta.url), 'utf8'))

const runs: readonly (readonly [string, () => Promise<readonly Case[]> | readonly Case[]])[] = [
  ['sam-translator, expanded', successCases],
  ['sam-translator, refused', errorCases],
  ['sam-wild', wildCases],
]

describe.skipIf(lacks('the folder of corpora', existsSync(corpora)))(
  'the SAM transform beside the corpora',
  () => {
    test.each(runs)('%s does not fall below its floor', { timeout: 300_000 }, async (name, cases) => {
      const all = await cases()
      const troubles = all.flatMap(one => {
        const found = trouble(one)
        return found === undefined ? [] : [`${one.name}: ${found}`]
      })
      const equal = all.length - troubles.length
      const share = ((100 * equal) / all.length).toFixed(2)
      process.stdout.write(`${[name, all.length, equal, `${share} %`].join('\t')}\n`)
      for (const line of troubles.slice(0, 10)) process.stdout.write(`  ${line.slice(0, 240)}\n`)
      expect(equal).toBeGreaterThanOrEqual(floor[name] ?? 0)
    })
  },
)
