import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/model/template.ts'
import { isRecord, type Properties, record, type Value } from '../../src/model/value.ts'
import { transform } from '../../src/providers/aws/dialect/transform.ts'
import { corpora } from '../support/corpora.ts'
import { lacks } from '../support/needs.ts'
import { firstDifference, masked, plain } from './compare.ts'
import { type Case, errorCases, successCases, wildCases } from './corpus.ts'

interface Floor {
  readonly [corpus: string]: number
}

const floor: Floor = JSON.parse(readFileSync(new URL('floor.json', import.meta.url), 'utf8'))

interface Expanded {
  readonly document: Properties
  readonly findings: readonly Finding[]
}

function expand({ document, template, region, partition, parameters }: Case): Expanded {
  const findings: Finding[] = []
  const start = { line: 1, column: 1 }
  const locate = () => ({ file: '', start, end: start })
  const expansion = transform({
    template: template ?? { file: '', text: '', document, locate },
    parameters: { ...defaults(document), ...parameters },
    region,
    partition,
    report: finding => findings.push(finding),
  })
  return { document: expansion.document, findings }
}

function defaults(document: Properties): Properties {
  const found = Object.entries(record(document.Parameters)).flatMap(([name, parameter]): [string, Value][] =>
    isRecord(parameter) && parameter.Default !== undefined ? [[name, parameter.Default]] : [],
  )
  return Object.fromEntries(found)
}

/** Tells what is wrong with the answer to a case, or nothing. */
function trouble(one: Case): string | undefined {
  const { document, findings } = expand(one)
  if (one.error !== undefined) return missed(one.error, findings)
  const [first] = findings
  if (first !== undefined) return `refused: ${first.message}`
  const [made, wanted] = [masked(document), masked(one.output ?? null)]
  return plain(made) === plain(wanted) ? undefined : firstDifference(made, wanted)
}

/** A refusal must name what the service names. */
function missed(error: string, findings: readonly Finding[]): string | undefined {
  if (findings.length === 0) return 'accepted'
  const said = findings.map(({ message, path }) => `${message} ${path.join(' ')}`).join('\n')
  const ids = [...error.matchAll(/(?:Resource|Event) with id \[([^\]]*)\]/g)].map(([, id = '']) => id)
  const silent = ids.filter(id => !said.includes(id))
  return silent.length === 0 ? undefined : `does not name ${silent.join(', ')}`
}

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
