import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Value } from '../../../src/model/value.ts'
import { lacks, runs } from '../../support/needs.ts'
import type { Case } from '../corpus.ts'
import { troublesOf } from '../judge.ts'
import { type Mutant, mutants } from './mutants.ts'

/** What the published translator says to a template. */
interface Answer {
  readonly output?: Value
  readonly error?: string
  /** It stumbled over the template, and says neither yes nor no. */
  readonly broken?: string
}

const asked = { region: 'us-east-1', partition: 'aws', parameters: {} }

function answers(all: readonly Mutant[]): readonly Answer[] {
  const input = all.map(({ document }) => JSON.stringify({ ...asked, document })).join('\n')
  const script = join(import.meta.dirname, 'translate.py')
  const options = { input, encoding: 'utf8', maxBuffer: 2 ** 28 } as const
  const { stdout, stderr } = spawnSync('python3', [script], options)
  const lines = stdout.trimEnd().split('\n')
  if (lines.length !== all.length) throw new Error(stderr)
  return lines.map(line => JSON.parse(line))
}

function casesOf({ name, document }: Mutant, { output, error, broken }: Answer): readonly Case[] {
  if (broken !== undefined) return []
  const common = { ...asked, name, text: JSON.stringify(document) }
  return [error === undefined ? { ...common, output: output ?? null } : { ...common, error }]
}

const noTranslator = lacks('aws-sam-translator', runs('python3', '-c', 'import samtranslator'))

describe.skipIf(noTranslator)('fnx expand beside the published translator', () => {
  test('says and makes the same of templates that are a little wrong', { timeout: 300_000 }, async () => {
    const all = mutants(Number(process.env.FNX_SEED ?? 1), Number(process.env.FNX_MUTANTS ?? 300))
    const answered = answers(all)
    const cases = all.flatMap((mutant, index) => casesOf(mutant, answered[index] ?? { broken: 'no answer' }))
    const troubles = await troublesOf(cases)
    for (const line of troubles.slice(0, 20)) process.stdout.write(`  ${line.slice(0, 300)}\n`)
    expect(cases.length).toBeGreaterThan(all.length / 2)
    expect(troubles.length).toBeLessThanOrEqual(all.length / 100)
  })
})
