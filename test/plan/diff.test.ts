import { describe, expect, test } from 'vitest'
import type { Properties, Value } from '../../src/model/value.ts'
import { secret } from '../../src/model/value.ts'
import { diff, fits, same } from '../../src/plan/diff.ts'

const cases: readonly (readonly [
  name: string,
  before: Properties,
  after: Properties,
  paths: readonly string[],
])[] = [
  ['finds nothing between equal maps', { A: { B: [1, { C: 2 }] } }, { A: { B: [1, { C: 2 }] } }, []],
  ['takes no notice of the order of keys', { A: { B: 1, C: 2 } }, { A: { C: 2, B: 1 } }, []],
  ['names the smallest part', { Env: { A: 1, B: 2 } }, { Env: { A: 1, B: 3 } }, ['Env.B']],
  ['goes into lists of one length', { L: [1, { A: 1 }] }, { L: [1, { A: 2 }] }, ['L.1.A']],
  ['takes lists of two lengths whole', { L: [1] }, { L: [1, 2] }, ['L']],
  ['names what is new and what is gone', { A: 1 }, { B: 1 }, ['A', 'B']],
  ['tells a map from a list', { A: {} }, { A: [] }, ['A']],
  ['tells a number from its text', { A: 1 }, { A: '1' }, ['A']],
  ['counts what is known after deploy as different', { A: 'x' }, { A: { Ref: 'B' } }, ['A']],
  ['does not look into a call', { A: { Ref: 'x' } }, { A: { Ref: 'B' } }, ['A']],
  ['takes secrets of one hash for equal', { A: secret('old', 'h') }, { A: secret('new', 'h') }, []],
  ['tells secrets apart by their hashes', { A: secret('x', 'h1') }, { A: secret('x', 'h2') }, ['A']],
  ['reads own properties only', { A: 1 }, { A: 1, constructor: 2 }, ['constructor']],
]

describe('diff()', () => {
  test.each(cases)('%s', (_name, before, after, paths) => {
    expect(diff(before, after, []).map(({ path }) => path)).toEqual(paths)
    expect(same(before, after)).toBe(paths.length === 0)
  })

  test('marks a replaced property when replaceOn names it, a part of it or the whole of it', () => {
    const before = { Name: 'a', Vpc: { Id: 1, Ports: 1 } }
    const after = { Name: 'b', Vpc: { Id: 2, Ports: 2 } }
    const replaced = (replaceOn: readonly string[]) =>
      diff(before, after, replaceOn).flatMap(({ path, replaces }) => (replaces ? [path] : []))
    expect(replaced(['Name'])).toEqual(['Name'])
    expect(replaced(['Vpc'])).toEqual(['Vpc.Id', 'Vpc.Ports'])
    expect(replaced(['Vpc.Id'])).toEqual(['Vpc.Id'])
    expect(replaced(['Nam'])).toEqual([])
    expect(diff({}, { Vpc: { Id: 1 } }, ['Vpc.Id'])).toMatchObject([{ path: 'Vpc', replaces: true }])
  })

  test('shows no secret', () => {
    const found = diff({ A: { B: secret('x', 'h') } }, { A: 'plain' }, [])
    expect(found).toMatchObject([{ before: { B: '(secret)' }, after: 'plain' }])
  })
})

const living: readonly (readonly [live: Value, recorded: Value, fit: boolean])[] = [
  ['a', 'a', true],
  ['a', 'b', false],
  ['a', secret('x', 'h'), true],
  [{ A: 'clear', B: 1 }, { A: secret('x', 'h'), B: 1 }, true],
  [{ A: 'clear', B: 2 }, { A: secret('x', 'h'), B: 1 }, false],
  [{ A: 1, B: 2 }, { A: 1 }, false],
  [{ A: 1 }, { A: 1, B: 2 }, false],
  [[1, { A: 1 }], [1, { A: 1 }], true],
  [[1], [1, 2], false],
  [[], {}, false],
]

test.each(living)('fits() compares %j as it lives with %j on record', (live, recorded, fit) => {
  expect(fits(live, recorded)).toBe(fit)
})
