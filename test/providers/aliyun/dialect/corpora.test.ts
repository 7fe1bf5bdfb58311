import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { severityOf } from '../../../../src/model/diagnostic.ts'
import { clouds } from '../../../../src/providers/index.ts'
import { load } from '../../../../src/template/load.ts'
import { corpora, filesBelow } from '../../../support/corpora.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const files = ['funcraft', 'fun-wild', 'ros-docs']
  .flatMap(folder => filesBelow(join(corpora, folder), /\.ya?ml$/))
  .map(file => relative(corpora, file))

/** Templates of templates hold `{{ name }}`, for which any name will do, and pages indent with blanks that do not break. */
function textOf(file: string): string {
  return readFileSync(join(corpora, file), 'utf8')
    .replace(/\{\{[^}]*\}\}/g, 'demo')
    .replaceAll('\u00a0', ' ')
}

/** Pages with slips of their own: a default that is not JSON, and an output of something that is not there. */
const slips = /TableStore::Table\.md\.3|Serverless::Api\.md\.3/

/** Fragments, swagger files and grammars with ellipses are no templates. */
const templates = files
  .filter(file => !slips.test(file))
  .filter(file => /^Transform:/m.test(textOf(file)) && /^Resources:/m.test(textOf(file)))

describe.skipIf(files.length === 0)('templates that others wrote', () => {
  it.each(templates)('load() %s', async file => {
    const { diagnostics } = await load({
      file,
      text: textOf(file),
      clouds,
      parameters: {},
      root,
      look: () => 'file',
      today: new Date('2026-11-22'),
    })
    const errors = diagnostics
      .filter(({ code }) => severityOf(code) === 'error')
      .map(({ code, message, location }) => `${code} ${location?.start.line}: ${message}`)
    expect(errors).toEqual([])
  })
})
