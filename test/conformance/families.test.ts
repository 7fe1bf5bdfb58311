import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { severityOf } from '../../src/model/diagnostic.ts'
import { clouds } from '../../src/providers/index.ts'
import { load } from '../../src/template/load.ts'
import { filesBelow } from '../support/corpora.ts'
import { root } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'
import families from './families.json' with { type: 'json' }
import { row } from './table.ts'

/** An error of the linter, as its JSON has it. */
interface Found {
  readonly Filename: string
  readonly Level: string
  readonly Message: string
  readonly Rule: { readonly Id: string }
  readonly Location: { readonly Start: { readonly LineNumber: number } }
}

/** The linter's own templates: the folder that its source package has them in. */
const folder = process.env.FNX_LINTER_TEMPLATES ?? '.fnx-ci/cfn-lint/test/fixtures/templates'
const templates = ['bad', 'good', 'issues', 'quickstart'].flatMap(name =>
  filesBelow(join(folder, name), /\.(ya?ml|json)$/),
)

function errorsOfLinter(): readonly Found[] {
  const options = ['--format', 'json', '--regions', 'us-east-1', '--template', ...templates]
  const { stdout } = spawnSync('cfn-lint', options, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  const found = JSON.parse(stdout) as readonly Found[]
  return found.filter(({ Level }) => Level === 'Error')
}

async function linesOf(file: string): Promise<ReadonlySet<number>> {
  const text = readFileSync(file, 'utf8')
  const today = new Date('2026-11-25')
  const input = { file, text, clouds, cloud: 'aws', parameters: {}, root, look: () => undefined, today }
  const { diagnostics } = await load(input)
  const errors = diagnostics.filter(({ code }) => severityOf(code) === 'error')
  return new Set(errors.flatMap(({ location }) => location?.start.line ?? []))
}

describe.skipIf(
  lacks('cfn-lint', runs('cfn-lint', '--version')) ||
    lacks("the folder of cfn-lint's templates", existsSync(folder)),
)('the families of findings that fnx claims', () => {
  test('reach what cfn-lint finds, at the same line', { timeout: 600_000 }, async () => {
    const found = errorsOfLinter()
    const lines = new Map<string, ReadonlySet<number>>()
    for (const file of new Set(found.map(({ Filename }) => Filename))) lines.set(file, await linesOf(file))
    const isHit = ({ Filename, Location }: Found) =>
      lines.get(Filename)?.has(Location.Start.LineNumber) === true
    const all: Found[] = []
    for (const [family, ids] of Object.entries(families)) {
      const own = found.filter(({ Rule }) => ids.includes(Rule.Id))
      const hits = own.filter(isHit).length
      all.push(...own)
      process.stdout.write(
        `${family.padEnd(28)}  ${String(own.length).padStart(6)}  ${String(hits).padStart(6)}\n`,
      )
    }
    const troubles = all
      .filter(one => !isHit(one))
      .map(
        ({ Filename, Location, Rule, Message }) =>
          `${Filename.slice(folder.length)}:${Location.Start.LineNumber} ${Rule.Id} ${Message}`,
      )
    row({ corpus: 'cfn-lint, families', cases: all.length, troubles })
  })
})
