import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import reasons from './reasons.json' with { type: 'json' }

/** What of a corpus is right, and what is wrong with the rest. */
export interface Figures {
  readonly corpus: string
  readonly cases: number
  /** One line for each case that differs: its name and the first difference. */
  readonly troubles: readonly string[]
}

const floor: Readonly<Record<string, number>> = JSON.parse(
  readFileSync(new URL('floor.json', import.meta.url), 'utf8'),
)

/** The most differences that are printed of a corpus; FNX_CONFORMANCE_ALL prints each. */
const shown = process.env.FNX_CONFORMANCE_ALL === undefined ? 10 : Number.POSITIVE_INFINITY

/** Prints the row of a corpus with its first differences, and fails where fewer cases are right than were before. */
export function row({ corpus, cases, troubles }: Figures): void {
  const equal = cases - troubles.length
  const share = cases === 0 ? 0 : (100 * equal) / cases
  const columns = [corpus.padEnd(28), String(cases).padStart(6), String(equal).padStart(6)]
  process.stdout.write(`${columns.join('  ')}  ${share.toFixed(2).padStart(6)} %\n`)
  for (const line of troubles.slice(0, shown))
    process.stdout.write(`  ${line.slice(0, 240)}${reasonOf(line)}\n`)
  expect(floor[corpus], `floor.json has no figure for ${corpus}`).toBeDefined()
  expect(equal).toBeGreaterThanOrEqual(floor[corpus] ?? 0)
}

/** Why a case cannot be right, where that is known. */
function reasonOf(line: string): string {
  const why = new Map(Object.entries(reasons)).get(line.slice(0, line.indexOf(':')))
  return why === undefined ? '' : ` (${why})`
}
