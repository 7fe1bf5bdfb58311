import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, test } from 'vitest'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { member, record } from '../../src/model/value.ts'
import { withSamples } from '../../src/template/sample-parameters.ts'
import { read } from '../../src/template/yaml/read.ts'
import { corpora } from '../support/corpora.ts'
import { inProcess } from '../support/in-process.ts'
import { lacks } from '../support/needs.ts'
import { isTrue } from './alarms.ts'
import { wildCases } from './corpus.ts'
import { layOut, type RawCase, rawCases } from './raw.ts'
import { row } from './table.ts'

type Found = Diagnostic & { readonly severity: string }

const present = existsSync(`${corpora}/sam-raw`)
const base = mkdtempSync(join(tmpdir(), 'fnx-raw-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** By the day that this was written, so that no runtime is refused that was taken then. */
const now = () => new Date('2026-11-25')

/** Lays a template and its files into a folder of its own, with room above it for a path that leads out. */
function placed(one: RawCase, index: number): string {
  const folder = join(base, String(index), 'above', 'project')
  mkdirSync(folder, { recursive: true })
  return layOut(one, folder)
}

async function errorsOf(file: string): Promise<readonly Found[]> {
  const { stdout } = await inProcess(['validate', file, '--format', 'json'], dirname(file), { now })
  // a list of findings is what the command prints in this form
  return (JSON.parse(stdout) as readonly Found[]).filter(({ severity }) => severity === 'error')
}

/** Gives values for the parameters of a template that have none. */
async function samplesFor({ file, text }: RawCase): Promise<readonly string[]> {
  const { template } = await read(file, text)
  const definitions = Object.entries(record(template?.document.Parameters))
  const open = definitions.filter(([, definition]) => member(record(definition), 'Default') === undefined)
  const samples = Object.entries(withSamples(Object.fromEntries(open), {}))
  const pairs = samples.map(([name, value]) => `${name}=${String(value)}`)
  return pairs.length === 0 ? [] : ['--parameter-overrides', ...pairs]
}

/**
 * A key that stands twice is no slip of fnx, a file that does not lie there is not there, and a nested template that was
 * made up has other parameters and outputs than the true one.
 */
function isSeen({ beside }: RawCase, { code, message }: Diagnostic): boolean {
  const [, file = ''] = /(?:no file "|is to be in "|names the template )(?:\.\/)?([^",]*)/.exec(message) ?? []
  const isMissing = ['E3050', 'E4002', 'E4003'].includes(code) && file !== '' && !beside.includes(file)
  return isMissing || ['E1009', 'E3009', 'E3053'].includes(code)
}

describe.skipIf(lacks('the folder of templates as they were written', present))(
  'templates as they lie on disk',
  () => {
    const cases = present ? rawCases().map((one, index) => ({ one, file: placed(one, index) })) : []

    test('raise no false alarm', { timeout: 900_000 }, async () => {
      const outputs = new Map(wildCases().map(({ name, output }) => [name, output]))
      const accepted = cases.filter(({ one }) => one.expected === 'output')
      const troubles: string[] = []
      for (const { one, file } of accepted) {
        const output = outputs.get(one.name)
        const known = { name: one.name, ...(output === undefined ? {} : { output }) }
        const [first] = (await errorsOf(file)).filter(
          finding => !isTrue(known, finding) && !isSeen(one, finding),
        )
        if (first !== undefined) troubles.push(`${one.name}: ${first.code} ${first.message}`)
      }
      row({ corpus: 'sam-raw, no alarm', cases: accepted.length, troubles })
    })

    test('are planned', { timeout: 900_000 }, async () => {
      const troubles: string[] = []
      for (const { one, file } of cases) {
        const folder = dirname(file)
        const given = await samplesFor(one)
        const { code, stdout } = await inProcess(
          ['plan', file, '--local', '--output', 'json', '--no-build', ...given],
          folder,
          {
            now,
          },
        )
        if (code !== 0) troubles.push(`${one.name}: ${/"E\d{4}"/.exec(stdout)?.[0] ?? code}`)
      }
      row({ corpus: 'sam-raw, plans', cases: cases.length, troubles })
    })
  },
)
