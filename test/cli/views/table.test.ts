import { expect, it } from 'vitest'
import { span, table } from '../../../src/cli/views/table.ts'

it('table() lines columns up and leaves no blanks at the end', () => {
  expect(
    table([
      ['a', 'bb', 'c'],
      ['aaa', 'b'],
      ['a', ''],
    ]),
  ).toEqual(['a    bb  c', 'aaa  b', 'a'])
  expect(table([])).toEqual([])
})

it.each([
  [0, '0ms'],
  [340.4, '340ms'],
  [2100, '2.1s'],
  [65_000, '1m 05s'],
  [119_999, '2m 00s'],
])('span() writes %d as %s', (ms, text) => expect(span(ms)).toBe(text))
