import { describe, expect, it } from 'vitest'
import { isMarked, marked, unmarked } from '../../../../src/providers/kit/ownership.ts'
import { mark } from '../../../../src/providers/tencent/kit/recipe.ts'

const owner = { tags: { 'fnx:instance': 'abcd1234' } }

describe('mark', () => {
  it.each(['', 'All of it', '全部', 'about the fnx tool'])('says of %j whose it is', said => {
    const description = marked(mark, said, owner)
    expect(isMarked(mark, description, owner)).toBe(true)
    expect(unmarked(mark, description)).toBe(said)
    expect(isMarked(mark, description, { tags: { 'fnx:instance': 'other123' } })).toBe(false)
  })

  it('uses nothing but what SCF documents for a description', () => {
    expect(marked(mark, 'All of it', owner)).toMatch(/^[A-Za-z0-9 ,.\n\u4e00-\u9fff]*$/)
  })

  it.each([
    ['[fnx abcd1234]', ''],
    ['All of it [fnx abcd1234]', 'All of it'],
  ])('is known in %j, as fnx 0.1 wrote it', (description, said) => {
    expect(isMarked(mark, description, owner)).toBe(true)
    expect(unmarked(mark, description)).toBe(said)
  })

  it.each(['xfnx abcd1234', '', 'fnx abcd12345', 'fnx'])('is not taken from %j', said => {
    expect(isMarked(mark, said, owner)).toBe(false)
  })
})
