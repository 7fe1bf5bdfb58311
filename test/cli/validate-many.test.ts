import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Done, inProcess } from '../support/in-process.ts'

const good = 'Resources:\n  T: {Type: AWS::SNS::Topic}\n'
const bad = 'Resources:\n  T: {Type: AWS::SNS::Topic, DependsOn: Lost}\n'

let repository: string

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'fnx-many-'))
  const files = {
    'template.yaml': good,
    'stacks/a/template.yaml': bad,
    'stacks/b/other.json': '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}',
    'stacks/values.yaml': 'a: 1\n',
    'stacks/node_modules/x/template.yaml': bad,
    '.git/config': '',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, name)), { recursive: true })
    writeFileSync(join(repository, name), text)
  }
})
afterAll(() => rmSync(repository, { recursive: true, force: true }))

function validate(
  args: readonly string[],
  more: Parameters<typeof inProcess>[2] = {},
  folder = '',
): Promise<Done> {
  return inProcess(['validate', ...args], join(repository, folder), more)
}

describe('fnx validate of several names', () => {
  it.each([
    [['.'], '3 templates: 2 valid, 1 not valid (1 error, 0 warnings)'],
    [
      ['stacks', 'stacks/a', 'stacks/a/template.yaml'],
      '2 templates: 1 valid, 1 not valid (1 error, 0 warnings)',
    ],
    [['stacks/**/*.json', 'template.yaml'], '2 templates: 2 valid, 0 not valid (0 errors, 0 warnings)'],
  ])('%j ends with one summary', async (args, summary) => {
    const { code, stdout } = await validate(args)
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(summary)
    expect(code).toBe(summary.includes(' 0 not valid') ? 0 : 2)
  })

  it('reads the standard input, as if it lay here', async () => {
    const { code, stdout } = await validate(['-'], { stdin: Readable.from([Buffer.from(bad)]) })
    expect(stdout).toContain('-:2:41')
    expect(code).toBe(2)
  })

  it('takes -t as before', async () => {
    const { code, stdout } = await validate(['-t', 'template.yaml'])
    expect(stdout).toBe('template.yaml: valid (0 errors, 0 warnings)\n')
    expect(code).toBe(0)
  })
})

describe('a name that stands for nothing', () => {
  it.each(['text', 'json', 'sarif', 'github'])(
    'is a finding in the form %s, and the rest is checked',
    async form => {
      const args = ['none.yaml', 'no/*.yaml', '.git', 'stacks/a', '--format', form]
      const { code, stdout } = await validate(args)
      expect(code).toBe(2)
      for (const what of [
        'There is no file none.yaml',
        'No file matches no/*.yaml',
        '.git is a folder without a template',
      ])
        expect(stdout).toContain(what)
      expect(stdout).toContain('E3004')
      expect(stdout.match(/E0002/g)?.length).toBeGreaterThanOrEqual(3)
    },
  )

  it('is a finding also where no name is given', async () => {
    const { code, stdout } = await validate(['--format', 'json'], {}, 'stacks')
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'E0003', severity: 'error' }])
  })
})

describe('places in forms that annotate a change', () => {
  it('are relative to the folder of the repository, whatever folder we are in', async () => {
    const github = await validate(['a', '--format', 'github'], {}, 'stacks')
    expect(github.stdout).toContain('::error file=stacks/a/template.yaml,line=2,')
    const sarif = await validate(['.', '--format', 'sarif'], {}, 'stacks')
    const { runs } = JSON.parse(sarif.stdout)
    expect(runs).toHaveLength(1)
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      'stacks/a/template.yaml',
    )
  })

  it('are relative to GITHUB_WORKSPACE where it is set', async () => {
    const environment = { GITHUB_WORKSPACE: dirname(repository) }
    const { stdout } = await validate(['stacks/a', '--format', 'github'], { environment })
    expect(stdout).toMatch(/::error file=fnx-many-[^/]*\/stacks\/a\/template\.yaml,/)
  })

  it('stay relative to the folder that we are in for people', async () => {
    const { stdout } = await validate(['a'], {}, 'stacks')
    expect(stdout).toContain('  a/template.yaml:2:')
  })
})
