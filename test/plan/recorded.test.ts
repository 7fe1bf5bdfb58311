import { expect, it } from 'vitest'
import { secret } from '../../src/model/value.ts'
import { recordedOf } from '../../src/plan/recorded.ts'

const record = (desired: object, live: object) =>
  recordedOf(desired as never, { properties: live as never, attributes: {} }, ['Fifo', 'Name', 'Tree.Leaf']) // small literals

it('recordedOf() takes what lives as the template says, and leaves out what is seen nowhere or otherwise', () => {
  expect(record({ A: 1, B: 2, C: 3 }, { A: 1, B: 9 })).toEqual({ A: 1 })
})

it('recordedOf() takes what would replace as it lives, or as it is written where it is not shown', () => {
  expect(record({ Fifo: true, Name: 'a', Tree: { Leaf: 1 } }, { Fifo: false })).toEqual({
    Fifo: false,
    Name: 'a',
    Tree: { Leaf: 1 },
  })
})

it('recordedOf() says nothing of what holds a secret, though anything fits it', () => {
  const word = secret({ Ref: 'Word' }, 'hash')
  expect(record({ Env: { WORD: word }, A: 1 }, { Env: { WORD: 'sesame' }, A: 1 })).toEqual({ A: 1 })
})

it('recordedOf() leaves out what still waits for another resource', () => {
  expect(record({ Version: { 'Fn::GetAtt': ['V', 'Version'] } }, { Version: '3' })).toEqual({})
})
