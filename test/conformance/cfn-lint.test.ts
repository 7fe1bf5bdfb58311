import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'vitest'
import { type Diagnostic, type Location, severityOf } from '../../src/model/diagnostic.ts'
import type { Path } from '../../src/model/value.ts'
import { clouds } from '../../src/providers/index.ts'
import { load } from '../../src/template/load.ts'
import { read } from '../../src/template/yaml/read.ts'
import { corpora } from '../support/corpora.ts'
import { root } from '../support/fnx.ts'
import { lacks } from '../support/needs.ts'
import { row } from './table.ts'

/** One template of the linter, with what it was recorded to find. */
interface Entry {
  readonly file?: string
  readonly kind: string
  readonly results?: Readonly<Record<string, readonly Recorded[]>>
}

interface Recorded {
  readonly rule: string
  readonly level: string
  readonly line: number
  readonly path: Path
}

const folder = `${corpora}/cfn-lint`
const today = new Date('2026-11-25')

function entries(): readonly (Entry & { readonly file: string })[] {
  // the index has entries of this form; those without a file have no template here
  const all = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as readonly Entry[]
  return all.flatMap(entry => (entry.file === undefined ? [] : [{ ...entry, file: entry.file }]))
}

async function errors(file: string): Promise<readonly Diagnostic[]> {
  const text = readFileSync(`${folder}/${file}`, 'utf8')
  const input = { file, text, clouds, cloud: 'aws', parameters: {}, root, look: () => undefined, today }
  const { diagnostics } = await load(input)
  return diagnostics.filter(({ code }) => severityOf(code) === 'error')
}

/** Tells what a template misses of its recorded errors: each wants an error at its line, on the same key or its value. */
async function missed({ file, results = {} }: { readonly file: string } & Entry): Promise<readonly string[]> {
  const wanted = Object.values(results)
    .flat()
    .filter(({ level }) => level === 'Error')
  if (wanted.length === 0) return []
  const { template } = await read(file, readFileSync(`${folder}/${file}`, 'utf8'))
  const found = await errors(file)
  return wanted.flatMap(({ rule, line, path }) => {
    const places = [template?.locate(path, 'key'), template?.locate(path, 'value')]
    const hit = found.some(
      ({ location }) => location?.start.line === line && places.some(place => isSame(place, location)),
    )
    return hit ? [] : [`${file}:${line} ${rule} ${path.join('.')}`]
  })
}

function isSame(place: Location | undefined, other: Location | undefined): boolean {
  return place?.start.line === other?.start.line && place?.start.column === other?.start.column
}

/** What AWS refuses of the templates that the linter calls good, each with the reason. */
const trulyWrong: readonly (readonly [RegExp, string])[] = [
  [/^E4210 /, 'Lambda neither makes nor changes a function of a runtime that it has blocked.'],
  [
    /^E1502 \w+: CodeUri needs Bucket and Key/,
    'The published transform refuses Fn::Sub for CodeUri in these words.',
  ],
  [
    /^E1502 \w+: Location needs ApplicationId/,
    'The published transform takes Fn::Sub for a map without its keys.',
  ],
]

async function alarms({ file }: { readonly file: string }): Promise<readonly string[]> {
  const found = (await errors(file)).map(({ code, message }) => `${code} ${message}`)
  return found.filter(text => !trulyWrong.some(([pattern]) => pattern.test(text)))
}

describe.skipIf(lacks('the folder of corpora', existsSync(folder)))(
  'validation beside what a linter was recorded to find',
  () => {
    test('cfn-lint, same place', async () => {
      const all = entries()
      const troubles = (await Promise.all(all.map(missed))).flat()
      const wanted = all.flatMap(({ results = {} }) => Object.values(results).flat())
      const cases = wanted.filter(({ level }) => level === 'Error').length
      row({ corpus: 'cfn-lint, same place', cases, troubles })
    })

    test('cfn-lint, good', async () => {
      const good = entries().filter(({ kind }) => kind === 'good')
      const troubles: string[] = []
      for (const entry of good) {
        const [first] = await alarms(entry)
        if (first !== undefined) troubles.push(`${entry.file}: ${first}`)
      }
      row({ corpus: 'cfn-lint, good', cases: good.length, troubles })
    })
  },
)
