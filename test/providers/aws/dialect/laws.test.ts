import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../../src/model/template.ts'
import { at, list, type Properties, record } from '../../../../src/model/value.ts'
import { clouds } from '../../../../src/providers/index.ts'
import { expand } from '../../../../src/template/expand.ts'
import { open } from '../../../../src/template/open.ts'
import { passedParameters } from '../../../../src/template/passed-parameters.ts'
import { corpora, filesBelow } from '../../../support/corpora.ts'
import { drawFrom } from '../../../support/draw.ts'
import { expandSam, samFunction } from '../../../support/expand-sam.ts'
import { broken, type Expand } from '../../../support/expansion-laws.ts'
import { lacksShared } from '../../../support/needs.ts'
import { samTemplate } from '../../../support/sam-template.ts'

const root = join(import.meta.dirname, '../../../..')

interface Judged {
  readonly broken: readonly string[]
  /** AWS would refuse the template, so that there is no expansion to look at. */
  readonly refused: boolean
}

/** Opens a template as the commands do, and gives what breaks a law in its expansion. */
async function judge(text: string, seed: number): Promise<Judged | undefined> {
  const { value: opened } = await open({ file: 't.yaml', text, clouds })
  if (opened?.cloud.name !== 'aws') return undefined
  const { document } = opened.template
  const parameters = passedParameters(record(document.Parameters), { given: {} })
  const run: Expand = written => {
    const findings: Finding[] = []
    const template = { ...opened.template, document: written }
    const expansion = expand({ ...opened, template }, { parameters, world: {}, findings })
    return { ...(expansion ?? { document: {}, origins: {} }), written, findings }
  }
  const refused = run(document).findings.some(({ code }) => code.startsWith('E'))
  return { broken: broken(document, run, drawFrom(seed)), refused }
}

describe('the laws of an expansion', () => {
  it('hold for templates of all kinds', async () => {
    const found: string[] = []
    let accepted = 0
    for (let seed = 0; seed < 200; seed++) {
      const judged = await judge(JSON.stringify(samTemplate(drawFrom(seed))), seed)
      if (judged?.refused === false) accepted++
      for (const law of judged?.broken ?? ['is not read']) found.push(`seed ${seed}: ${law}`)
    }
    expect(found).toEqual([])
    expect(accepted).toBeGreaterThan(160)
  })

  it('hold for the templates that projects begin with', async () => {
    const files = filesBelow(join(root, 'templates'), /aws-[^/]*\/template\.yaml$/)
    expect(files.length).toBeGreaterThan(0)
    for (const [seed, file] of files.entries())
      expect(await judge(readFileSync(file, 'utf8'), seed), file).toEqual({ broken: [], refused: false })
  })
})

/** As the published translator has it: the tags of the function that comes last take the place of a bucket's own. */
const bucketTags: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['last', ['Sorts', 'Tagged'], ['team']],
  ['first', ['Tagged', 'Sorts'], ['own', 'sam:ConditionalDependsOn:SortsFilesPermission']],
]

describe('expand() where the service itself goes by the order of resources', () => {
  const Events = {
    Files: { Type: 'S3', Properties: { Bucket: { Ref: 'Files' }, Events: 's3:ObjectCreated:*' } },
  }
  const functions: Properties = {
    Sorts: { ...samFunction({ Events }), Condition: 'Yes' },
    Tagged: samFunction({ Events, Tags: { team: 'a' }, PropagateTags: true }),
  }
  const Files = { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'own', Value: '1' }] } }

  it.each(bucketTags)('tags a bucket as the service does when what propagates comes %s', (_, order, keys) => {
    const Resources = { ...Object.fromEntries(order.map(id => [id, functions[id] ?? null])), Files }
    const { resources } = expandSam({ Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] } }, Resources })
    const tags = list(at(resources, ['Files', 'Properties', 'Tags']))
    expect(tags.map(tag => record(tag).Key)).toEqual(keys)
  })

  it.each([
    ['of two types', { Tick: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } } }, 'AppendTick'],
    ['of one type', { Tick: { Type: 'SQS', Properties: { Queue: 'arn:b' } } }, 'AppendTick'],
  ])('warns where a later function takes the logical ID of what an earlier one made, %s', (_, second, id) => {
    const first = { endTick: { Type: 'SQS', Properties: { Queue: 'arn:a' } } }
    const { findings } = expandSam({
      Resources: { App: samFunction({ Events: first }), Append: samFunction({ Events: second }) },
    })
    const path = ['Resources', 'Append', 'Properties', 'Events', 'Tick']
    expect(findings.map(({ code, path, message }) => [code, path, message.includes(id)])).toEqual([
      ['W1050', path, true],
    ])
  })
})

describe.skipIf(lacksShared('corpora/sam-translator'))(
  'the laws of an expansion, on public templates',
  () => {
    const inputs = filesBelow(join(corpora, 'sam-translator/input'), /\.yaml$/)
    const wild = filesBelow(join(corpora, 'sam-wild'), /\.case\.json$/)

    it('hold for the inputs of the service’s own tests', async () => {
      expect(await judgeAll(inputs, file => readFileSync(file, 'utf8'))).toEqual([])
    })

    it('hold for templates in the wild', async () => {
      expect(
        await judgeAll(wild, file => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')).input)),
      ).toEqual([])
    }, 60_000)
  },
)

async function judgeAll(
  files: readonly string[],
  textOf: (file: string) => string,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const [seed, file] of files.entries())
    for (const law of (await judge(textOf(file), seed))?.broken ?? [])
      found.push(`${relative(corpora, file)}: ${law}`)
  return found
}
