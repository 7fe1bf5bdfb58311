import { describe, expect, it } from 'vitest'
import { parse } from '../../../src/template/yaml/parse.ts'

function readValue(text: string): unknown {
  const parsed = parse(text)
  return 'failure' in parsed ? parsed.failure.message : parsed.value
}

describe('a closing bracket that stands no deeper than what holds it', () => {
  it.each([
    ['below the key of a map', 'a:\n  b: {\n    c: d\n  }\n  e: 1\n'],
    ['to the left of its key', 'a:\n  b: {\n    c: d\n}\n  e: 1\n'],
    ['after a comment', 'a:\n  b: { # why\n    c: d # how }\n  }\n  e: 1\n'],
    ['with line ends of Windows', 'a:\r\n  b: {\r\n    c: d\r\n  }\r\n  e: 1\r\n'],
  ])('is read %s', (_where, text) => {
    expect(readValue(text)).toEqual({ a: { b: { c: 'd' }, e: 1 } })
  })

  it('is read in lists, one within another', () => {
    expect(readValue('a: [\n  [1, 2\n],\n  3\n]\nb: 1\n')).toEqual({ a: [[1, 2], 3], b: 1 })
  })

  it('keeps the places of what follows', () => {
    const parsed = parse('a: {\n  b: c\n}\nd: e\n')
    if ('failure' in parsed) throw new Error(parsed.failure.message)
    expect(parsed.place(['d'], 'value')).toMatchObject({ start: 17 })
  })

  it('leaves texts of many lines as they are', () => {
    expect(readValue('a: |\n  if (x) {\n    y\n  }\nb: 1\n')).toEqual({ a: 'if (x) {\n  y\n}\n', b: 1 })
  })

  it('tells of the first mistake where one is left', () => {
    expect(readValue('a: {\n  b: c\n}\nd: [\n')).toContain('deficient indentation')
  })
})
