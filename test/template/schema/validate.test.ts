import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../../src/model/value.ts'
import { branches } from '../../../src/template/schema/branches.ts'
import { keywords } from '../../../src/template/schema/keywords.ts'
import { schemaLibrary } from '../../../src/template/schema/schema.ts'
import { validate } from '../../../src/template/schema/validate.ts'
import { filesBelow } from '../../support/corpora.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/front-end/schemas')
const published = join(import.meta.dirname, '../../../schemas')

function failures(value: Value, file = 'fake/function.json') {
  const library = schemaLibrary(fixtures)
  return validate(value, library.schema(file), { library, subject: 'Hello' })
}

/** Values that the published checker of JSON Schema has to judge as ours does: no calls, nothing that clouds convert. */
const values: readonly Value[] = [
  { Handler: 'a.b' },
  {},
  [],
  'text',
  { Handler: null },
  { Handler: 'a', Name: '' },
  { Handler: 'a', Name: 'abcdefghijklmnopqrstuvwxyz' },
  { Handler: 'a', Name: 'a_b' },
  { Handler: 'a', Timeout: 0 },
  { Handler: 'a', Timeout: 900 },
  { Handler: 'a', Timeout: 1.5 },
  { Handler: 'a', Layers: [] },
  { Handler: 'a', Layers: ['a', 'b'] },
  { Handler: 'a', Layers: ['a', 'b', 'c'] },
  { Handler: 'a', Layers: ['a', 'a'] },
  { Handler: 'a', Layers: [{}] },
  { Handler: 'a', Tracing: true },
  { Handler: 'a', Tracing: false },
  { Handler: 'a', Tracing: true, Runtime: 'nodejs22' },
  { Handler: 'a', Runtime: 'nodejs' },
  { Handler: 'a', Destination: 'x' },
  { Handler: 'a', Destination: {} },
  { Handler: 'a', Destination: { Bucket: 'x' } },
  { Handler: 'a', Event: { Type: 'Timer', Rate: 'x' } },
  { Handler: 'a', Event: { Type: 'Queue', Rate: 'x' } },
  { Handler: 'a', Environment: { Variables: { A: 'x' } } },
  { Handler: 'a', Environment: { Variables: [] } },
  { Handler: 'a', Environment: { Vars: {} } },
]

describe('validate()', () => {
  it('judges as the reference implementation of JSON Schema does', () => {
    const ajv = new Ajv({ allErrors: true, strict: false })
    const load = (file: string) => JSON.parse(readFileSync(join(fixtures, 'fake', file), 'utf8'))
    ajv.addSchema({ ...load('destination.json'), $id: 'destination.json' })
    const reference = ajv.compile({ ...load('function.json'), $id: 'function.json' })
    const verdicts = values.map(value => failures(value).length === 0)
    expect(verdicts).toEqual(values.map(value => reference(value)))
  })

  it('takes a call for any value and checks both outcomes of Fn::If', () => {
    expect(failures({ Handler: { Ref: 'X' }, Timeout: { 'Fn::GetAtt': ['A', 'B'] } })).toEqual([])
    expect(failures({ Handler: 'a', Layers: { 'Fn::If': ['C', ['a'], { Ref: 'AWS::NoValue' }] } })).toEqual(
      [],
    )
    const [failure] = failures({ Handler: 'a', Timeout: { 'Fn::If': ['C', 3, 1000] } })
    expect(failure?.path).toEqual(['Timeout', 'Fn::If', 2])
  })

  it('concludes nothing from the value of a call', () => {
    expect(failures({ Handler: 'a', Tracing: { Ref: 'X' } })).toEqual([])
    expect(failures({ Handler: 'a', Event: { Type: { Ref: 'X' }, Rate: 'x' } })).toEqual([])
  })

  it('takes text for numbers and numbers for text, as the clouds do', () => {
    expect(failures({ Handler: 12, Timeout: '30', Tracing: 'false', Name: 'x' })).toEqual([])
    expect(failures({ Handler: 'a', Timeout: '901' }).map(({ code }) => code)).toEqual(['E2005'])
  })

  it('lets macros stand beside properties', () => {
    expect(failures({ 'Fn::Transform': { Name: 'x' }, Timeout: 3 })).toEqual([])
  })
})

describe('the published schemas', () => {
  const files = filesBelow(published, /\.json$/)

  it.skipIf(files.length === 0)('use keywords only that are understood', () => {
    const plain = new Set([
      '$schema',
      '$id',
      '$comment',
      'title',
      'description',
      'markdownDescription',
      'default',
      'examples',
      'definitions',
      '$defs',
      'then',
      'else',
      'additionalItems',
      'format',
      'deprecated',
      'readOnly',
      'enumDescriptions',
      'defaultSnippets',
    ])
    const unknown: string[] = []
    for (const file of files) {
      const visit = (rules: Value, isMap: boolean): void => {
        if (typeof rules !== 'object' || rules === null) return
        if (Array.isArray(rules)) {
          for (const item of rules) visit(item, false)
          return
        }
        for (const [key, inner] of Object.entries(rules)) {
          if (!isMap && !plain.has(key) && !Object.hasOwn(keywords, key) && !Object.hasOwn(branches, key))
            unknown.push(`${relative(published, file)}: ${key}`)
          const names = ['properties', 'patternProperties', 'definitions', '$defs', 'dependencies']
          if (!['enum', 'const', 'default', 'examples', 'required'].includes(key))
            visit(inner, !isMap && names.includes(key))
        }
      }
      visit(JSON.parse(readFileSync(file, 'utf8')), false)
    }
    expect(unknown).toEqual([])
  })
})
