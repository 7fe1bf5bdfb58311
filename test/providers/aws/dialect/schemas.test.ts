import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { dialect } from '../../../../src/providers/aws/dialect/index.ts'
import { conform } from '../../../../src/template/schema/conform.ts'
import { read } from '../../../../src/template/yaml/read.ts'
import { successCases } from '../../../conformance/corpus.ts'
import { corpora } from '../../../support/corpora.ts'
import { samFunction } from '../../../support/expand-sam.ts'
import { lacks } from '../../../support/needs.ts'

const root = join(import.meta.dirname, '../../../..')
const location = { file: 't', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }

async function failures(document: Properties): Promise<readonly string[]> {
  const template = { file: 't', text: '', document, locate: () => location }
  const found = await conform(template, dialect, { resources: dialect.resources(document), root })
  return found.map(({ code, path }) => `${code} ${path.join('.')}`)
}

const typos: readonly (readonly [string, Properties, string])[] = [
  ['a property', samFunction({ Handlr: 'x' }), 'E2003 Resources.Hello.Properties.Handlr'],
  ['a kind of value', samFunction({ Timeout: [3] }), 'E2001 Resources.Hello.Properties.Timeout'],
  [
    'a property of an event',
    samFunction({ Events: { Get: { Type: 'Api', Properties: { Path: '/', Methode: 'get' } } } }),
    'E2003 Resources.Hello.Properties.Events.Get.Properties.Methode',
  ],
  [
    'a type of event',
    samFunction({ Events: { Get: { Type: 'API' } } }),
    'E2004 Resources.Hello.Properties.Events.Get.Type',
  ],
]

describe('schemas of AWS', () => {
  it.each(typos)('catch a slip in %s', async (_, Hello, expected) => {
    const [code, path] = expected.split(' ')
    const found = await failures({ Resources: { Hello } })
    expect(found.map(failure => failure.split(' ')[1])).toContain(path)
    expect(code).toMatch(/^E2/)
  })

  it('are there for every type that the dialect names', () => {
    const types = JSON.parse(readFileSync(join(root, 'src/providers/aws/data/schemas.json'), 'utf8')).types
    const missing = Object.keys(types).filter(
      type => !existsSync(join(root, 'schemas', dialect.schemaOf(type) ?? '')),
    )
    expect(missing).toEqual([])
  })

  it('have an ID, a title and a description each', () => {
    const files = readdirSync(join(root, 'schemas/aws'))
    const poor = files.filter(file => {
      const { $id, title, description } = JSON.parse(readFileSync(join(root, 'schemas/aws', file), 'utf8'))
      return !$id?.endsWith(file) || !title || !description
    })
    expect(poor).toEqual([])
  })
})

/** Inputs with resources of CloudFormation's own that AWS itself would refuse to create. */
const trulyWrong = [
  'connector_appsync_to_table',
  'connector_dependson_replace',
  'connector_function_to_sqs',
  'connector_hardcoded_props',
  'connector_sns_to_function',
  'function_with_event_filtering',
  'function_with_resource_refs',
  'function_with_role_and_role_path',
  'globals_for_function',
  'managed_policies_everything',
  's3_create_remove',
  'unsupported_resources',
]

describe.skipIf(lacks('the folder of corpora', existsSync(corpora)))(
  'schemas of AWS beside the corpora',
  () => {
    it('find nothing in what the service expands', async () => {
      const cases = successCases().filter(({ partition }) => partition === 'aws')
      const alarms: string[] = []
      for (const { name, text } of cases) {
        const { template } = await read(name, text)
        if ((await failures(template?.document ?? {})).length > 0) alarms.push(name.replace('aws/', ''))
      }
      expect(alarms.filter(name => !trulyWrong.includes(name))).toEqual([])
    })
  },
)
