import { expect, test } from 'vitest'
import { secret } from '../../src/model/value.ts'
import { veil } from '../../src/plan/veil.ts'

const hidden = secret({ Ref: 'P' }, 'h')

test.each([
  ['a secret', 'clear', hidden, hidden],
  ['what is no secret', { A: 1, B: 2 }, { A: 3 }, { A: 1, B: 2 }],
  ['a member', { A: 'clear', B: 'new' }, { A: hidden, B: 'old' }, { A: hidden, B: 'new' }],
  ['an item', ['new', 'clear'], ['old', hidden], ['new', hidden]],
  ['deep ones', { A: [{ B: 'clear' }] }, { A: [{ B: hidden }] }, { A: [{ B: hidden }] }],
  ['lists without secrets of any length', [1, 2], [1], [1, 2]],
])('veil() puts the mask back on %s', (_what, live, recorded, wanted) => {
  expect(veil(live, recorded)).toEqual(wanted)
})

test.each([
  ['a list that grew', ['clear', 'more'], [hidden]],
  ['another kind of value', 'the clear text', { A: hidden }],
])('veil() shows nothing of %s where it cannot tell what is secret', (_what, live, recorded) => {
  expect(JSON.stringify(veil(live, recorded))).not.toContain('clear')
})
