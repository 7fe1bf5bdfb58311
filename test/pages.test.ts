import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../src/cli/commands/index.ts'
import { typeNames } from '../src/model/service.ts'
import { clouds } from '../src/providers/index.ts'
import { entryOf } from '../src/workflows/titles.ts'
import { root } from './support/fnx.ts'
import { inProcess } from './support/in-process.ts'

const page = (name: string): string => readFileSync(join(root, name), 'utf8')
const readme = page('README.md')
const chinese = page('README.zh-CN.md')

/** The rows of the tables of a page, table by table, without head and rule. */
function tables(text: string): readonly (readonly (readonly string[])[])[] {
  const blocks = text.split('\n\n').filter(block => block.trimStart().startsWith('|'))
  return blocks.map(block => block.trim().split('\n').slice(2).map(cells))
}

function cells(row: string): readonly string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map(cell => cell.trim())
}

function ticked(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
}

/** Headings by depth, code blocks, and tables by rows and columns: what two languages of a page share. */
function shape(text: string) {
  return {
    headings: [...text.matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length),
    code: text.match(/^```[\s\S]*?^```/gm),
    tables: tables(text).map(rows => rows.map(row => row.length)),
    lists: text.match(/^- /gm)?.length,
  }
}

describe('README.md', () => {
  it('lists the commands that there are, in their order and words', () => {
    const [listed = []] = tables(readme)
    expect(listed.map(([name = '']) => name)).toEqual(commands.map(({ name }) => `\`fnx ${name}\``))
    for (const [index, { summary }] of commands.entries()) expect(listed[index]?.[1]).toContain(summary)
  })

  it.each(clouds.map(cloud => [cloud.name, cloud] as const))(
    'lists the resource types of %s',
    async (name, cloud) => {
      const row = tables(readme)[1]?.find(([title = '']) => title.toLowerCase().startsWith(name))
      const own = typeNames(await cloud.provider())
      expect([...ticked(row?.[2] ?? '')].sort()).toEqual(own.filter(type => !type.startsWith('Fnx::')).sort())
    },
  )

  it('shows a finding under the title that its code has', async () => {
    const [, code = '', title] = /^error (E\d{4}) {2}(.+)$/m.exec(readme) ?? []
    expect(title).toBe((await entryOf(code))?.title)
    for (const [other] of readme.matchAll(/\bE\d{4}\b/g)) expect(await entryOf(other)).toBeDefined()
  })

  it('begins with the two commands of a new clone', () => {
    expect(shape(readme).code?.slice(0, 2)).toEqual([
      '```sh\nnpm ci && npx fnx deploy templates/aws-nodejs/template.yaml --local --yes\n```',
      '```sh\nnpm ci && npm test\n```',
    ])
  })
})

describe('README.zh-CN.md', () => {
  it('has the sections, code, tables and lists of README.md', () => {
    expect(shape(chinese)).toEqual(shape(readme))
  })

  it('names the same options, types, paths and codes', () => {
    const words = (text: string) => [...new Set(ticked(text.replaceAll(/^```[\s\S]*?^```/gm, '')))].sort()
    expect(words(chinese)).toEqual(words(readme))
  })
})

describe('CODES.md', () => {
  it('lists every code as the tables have it', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/codes.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })
})

describe('the help of every command', () => {
  it.each(commands.map(entry => [entry.name, entry] as const))(
    '%s has examples that call it',
    async (name, entry) => {
      const command = await entry.load()
      expect(command.name).toBe(name)
      expect(command.summary).toBe(entry.summary)
      expect(command.examples.length).toBeGreaterThan(0)
      const { code, stdout } = await inProcess([...name.split(' '), '--help'], root)
      expect(code).toBe(0)
      for (const [line] of command.examples) {
        expect(line).toContain(`fnx ${name}`)
        expect(stdout).toContain(`  ${line}`)
      }
    },
  )
})

describe('the sentences of the source', () => {
  it('are in plain words', () => {
    const odd =
      /\bmend(s|ed|ing)?\b|\banew\b|\b(?:is|are|was|has|have) none of\b|\bwhoever\b|(?<!\bthere )\b(?:is|are) no (?!longer\b)|(?<!\b(?:there|where there) )\b(?:is|are) none\b|\bin vain\b|\bstands twice\b|\bslip of\b|\bshall\b|\btexts alone, and\b|\bor null\b/i
    const texts = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts') || file.startsWith('workflows/explanations'))
      .flatMap(file => literals(page(join('src', file))).map(text => `${file}: ${text}`))
    expect(texts.length).toBeGreaterThan(10_000)
    expect(texts.filter(text => odd.test(text))).toEqual([])
  })
})

/** The texts between quotes in a source file, line by line, without comments. */
function literals(source: string): readonly string[] {
  const lines = source.split('\n').filter(line => !/^\s*(\/\/|\/?\*)/.test(line))
  return lines.flatMap(line => line.match(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"/g) ?? [])
}
