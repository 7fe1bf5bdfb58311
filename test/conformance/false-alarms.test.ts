import { existsSync } from 'node:fs'
import { describe, test } from 'vitest'
import { type Diagnostic, severityOf } from '../../src/model/diagnostic.ts'
import { isRecord, record } from '../../src/model/value.ts'
import { clouds } from '../../src/providers/index.ts'
import { load } from '../../src/template/load.ts'
import { corpora } from '../support/corpora.ts'
import { root } from '../support/fnx.ts'
import { lacks } from '../support/needs.ts'
import alarms from './alarms.json' with { type: 'json' }
import { type Case, successCases, wildCases } from './corpus.ts'
import { row } from './table.ts'

/** By the day that this was written, so that no runtime is refused that was taken then. */
const today = new Date('2026-11-25')

/** What AWS refuses although the transform, which looks at little, expands it: by template, each finding with its reason. */
const trulyWrong = new Set(
  alarms.flatMap(({ in: templates }) =>
    Object.entries(templates).flatMap(([name, findings]) => findings.map(finding => `${name} ${finding}`)),
  ),
)

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
  return diagnostics.filter(({ code }) => severityOf(code) === 'error')
}

/** Tells whether AWS refuses what was found, too. */
function isTrue(one: Case, { code, message }: Diagnostic): boolean {
  // Lambda neither makes nor changes a function of a runtime that it has blocked.
  if (code === 'E4210') return true
  // CloudFormation refuses references to nothing; what the service expanded tells what there is.
  const [, named = ''] = /(?:refers to|depends on) "([^"]*)"/.exec(message) ?? []
  if (code === 'E3002' || code === 'E3004') return !isThere(one, named.split('.')[0] ?? '')
  return trulyWrong.has(`${one.name.replace(/^aws\//, '')} ${code} ${message}`)
}

function isThere({ output }: Case, name: string): boolean {
  const sections = isRecord(output ?? null) ? record(output) : {}
  return ['Resources', 'Parameters'].some(section => Object.hasOwn(record(sections[section]), name))
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
