import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isRecord, type Properties } from '../../src/model/value.ts'
import { parse } from '../../src/template/yaml/parse.ts'
import { corpora, filesBelow } from '../support/corpora.ts'
import { drawFrom } from '../support/draw.ts'
import { expandSam, samFunction } from '../support/expand-sam.ts'
import { mutated, nested } from '../support/hostile-documents.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { lacksShared } from '../support/needs.ts'
import { samTemplate } from '../support/sam-template.ts'
import { survive, wrongPlaces } from '../support/surviving.ts'

const root = join(import.meta.dirname, '../..')

/** Milliseconds of the processor that reading, checking and expanding one template may take. */
const patience = 30_000

/** Gives what went wrong with a template, in words. */
async function troubleWith(text: string | Uint8Array): Promise<readonly string[]> {
  const start = process.cpuUsage()
  try {
    const wrong = wrongPlaces(text, await survive(text))
    const { user, system } = process.cpuUsage(start)
    const taken = Math.round((user + system) / 1000)
    return taken > patience ? [...wrong, `takes ${taken} ms`] : wrong
  } catch (error) {
    return [String(error instanceof Error ? error.stack : error).slice(0, 1000)]
  }
}

/** What a template could change for the whole process. */
function prototypes(): readonly (readonly PropertyKey[])[] {
  const owners = [Object, Array, String, Number, Boolean, Function, Map, Set, RegExp, Promise]
  return owners.flatMap(owner => [Reflect.ownKeys(owner), Reflect.ownKeys(owner.prototype)])
}

describe('a hostile text', () => {
  it.each(Object.entries(hostileTexts()))('ends in findings: %s', async (_, text) => {
    const before = prototypes()
    expect(await troubleWith(text)).toEqual([])
    expect(prototypes()).toEqual(before)
  })
})

async function troubles(
  documents: readonly (readonly [string, Properties])[],
  rounds: number,
): Promise<readonly string[]> {
  const found: string[] = []
  for (let seed = 0; seed < rounds; seed++) {
    const [name, document] = documents[seed % documents.length] ?? ['', {}]
    const text = JSON.stringify(mutated(document, drawFrom(seed)))
    for (const trouble of await troubleWith(text)) found.push(`seed ${seed}, ${name}: ${trouble}`)
  }
  return found
}

function documentsOf(files: readonly string[]): readonly (readonly [string, Properties])[] {
  return files.flatMap(file => {
    const parsed = parse(readFileSync(file, 'utf8'))
    return 'failure' in parsed || !isRecord(parsed.value)
      ? []
      : [[relative(root, file), parsed.value] as const]
  })
}

describe('a mutated template', () => {
  const own = [
    ...documentsOf(filesBelow(join(root, 'templates'), /[/\\]template\.yaml$/)),
    ...documentsOf(filesBelow(join(root, 'test/fixtures/crash'), /[/\\]template\.yaml$/)),
    ...Array.from({ length: 30 }, (_, seed) => [`made ${seed}`, samTemplate(drawFrom(seed))] as const),
  ]

  it('of this project ends in findings at their places', async () => {
    const before = prototypes()
    expect(own.length).toBeGreaterThan(35)
    expect(await troubles(own, 600)).toEqual([])
    expect(prototypes()).toEqual(before)
  }, 120_000)

  it.skipIf(lacksShared('corpora'))(
    'of others ends in findings at their places',
    async () => {
      const theirs = documentsOf([
        ...filesBelow(join(corpora, 'sam-translator/input'), /\.yaml$/),
        ...filesBelow(join(corpora, 'funcraft'), /\.ya?ml$/),
        ...filesBelow(join(corpora, 'tencent-wild'), /\.ya?ml$/),
      ])
      expect(await troubles(theirs, 600)).toEqual([])
    },
    120_000,
  )
})

describe('transform() with values that no text can hold', () => {
  it.each(['Environment', 'Tags', 'Policies', 'Events', 'Description', 'Layers'])(
    'refuses what is nested 10,000 levels deep in %s',
    place => {
      const Hello = samFunction({ [place]: nested(1, 10_000) })
      expect(expandSam({ Resources: { Hello } }).findings.map(({ code }) => code)).toEqual(['E1501'])
    },
  )
})
