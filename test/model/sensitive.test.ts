import { expect, test } from 'vitest'
import { redactAsRecorded } from '../../src/model/sensitive.ts'
import { secret } from '../../src/model/value.ts'

const hidden = secret({ Ref: 'P' }, 'h')

test.each([
  ['a secret', 'clear', hidden, hidden],
  ['what is no secret', { A: 1, B: 2 }, { A: 3 }, { A: 1, B: 2 }],
  ['a member', { A: 'clear', B: 'new' }, { A: hidden, B: 'old' }, { A: hidden, B: 'new' }],
  ['an item', ['new', 'clear'], ['old', hidden], ['new', hidden]],
  ['deep ones', { A: [{ B: 'clear' }] }, { A: [{ B: hidden }] }, { A: [{ B: hidden }] }],
  ['lists without secrets of any length', [1, 2], [1], [1, 2]],
])('redactAsRecorded() puts the mask back on %s', (_what, live, recorded, wanted) => {
  expect(redactAsRecorded(live, recorded)).toEqual(wanted)
})

test.each([
  ['a list that grew', ['clear', 'more'], [hidden]],
  ['another kind of value', 'the clear text', { A: hidden }],
])('redactAsRecorded() shows nothing of %s where it cannot tell what is secret', (_what, live, recorded) => {
  expect(JSON.stringify(redactAsRecorded(live, recorded))).not.toContain('clear')
})
