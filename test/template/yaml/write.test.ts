import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Value } from '../../../src/model/value.ts'
import { yamlText } from '../../../src/template/yaml/write.ts'

const texts = [
  'yes',
  'NO',
  'on',
  'y',
  'n',
  '~',
  'null',
  '',
  '=',
  '<<',
  '012',
  '1_000',
  '12:30',
  '0o17',
  '1e3',
  '.5',
]
const others = [
  '2012-10-17',
  '2001-12-14t21:59:43.10-05:00',
  '.',
  '!Ref a',
  '- a',
  'a: b',
  '# no',
  ' lead',
  'a\nb\n',
  '\u0000',
  'é',
  '{{a}}',
]
const numbers = [0, -1, 1.5, 1e21, 128]

const values: readonly Value[] = [
  ...texts,
  ...others,
  ...numbers,
  true,
  null,
  [],
  {},
  [[1, ['a']]],
  { a: { b: [] } },
]

describe('yamlText()', () => {
  it.each(values.map(value => [JSON.stringify(value), value] as const))(
    'writes %s so that readers of YAML 1.1 and 1.2 read the same',
    (_, value) => {
      // Readers of 1.1 take `<<` for a merge even in quotes, so that no key may be that.
      const keyed = typeof value === 'string' && value !== '<<' ? { [value]: 1 } : {}
      const document = { key: value, list: [value], ...keyed }
      const text = yamlText(document)
      expect(parse(text)).toEqual(document)
      expect(parse(text, { version: '1.1' })).toEqual(document)
    },
  )

  it('writes no anchors where one value stands twice', () => {
    const twice = { a: 1 }
    expect(yamlText({ left: twice, right: twice })).toBe('left:\n  a: 1\nright:\n  a: 1\n')
  })
})
