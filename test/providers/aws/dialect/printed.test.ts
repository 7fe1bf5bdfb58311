import { expect, it } from 'vitest'
import type { Value } from '../../../../src/model/value.ts'
import { printed } from '../../../../src/providers/aws/dialect/printed.ts'

it.each<readonly [Value, string]>([
  ['plain', 'plain'],
  [401, '401'],
  [false, 'False'],
  [null, 'None'],
  [['a', 1], "['a', 1]"],
  [{ Ref: 'X', more: {} }, "{'Ref': 'X', 'more': {}}"],
])('printed() writes %j as %s', (value, text) => {
  expect(printed(value)).toBe(text)
})
