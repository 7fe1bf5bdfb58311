import { describe, expect, it } from 'vitest'
import { numberKeys } from '../../../../src/providers/aws/dialect/number-keys.ts'
import { read } from '../../../../src/template/yaml/read.ts'

const table: readonly (readonly [string, string, readonly string[]])[] = [
  ['digits without quotes', 'Resources:\n  0: {}\n  A1: {}\n', ['0']],
  ['digits in quotes', 'Resources:\n  "0": {}\n', []],
  ['digits in JSON', '{"Resources": {"12": {}}}', []],
  ['digits in a flow map', 'Resources: {12: {}, B: {}}', ['12']],
]

describe('numberKeys()', () => {
  it.each(table)('tells %s', async (_, text, numbers) => {
    const { template } = await read('t.yaml', text)
    const ids = Object.keys((template?.document.Resources ?? {}) as object) // the texts above hold maps
    expect(template && [...numberKeys(ids, template)]).toEqual(numbers)
  })
})
