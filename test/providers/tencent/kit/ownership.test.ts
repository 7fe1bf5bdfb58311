import { describe, expect, it } from 'vitest'
import { isMarked, marked, unmarked } from '../../../../src/providers/tencent/kit/ownership.ts'

const owner = { tags: { 'fnx:instance': 'abcd1234' } }

describe('marked()', () => {
  it.each([undefined, '', 'All of it', '全部', 'Ends in a comma,'])(
    'marks %j so that it can be told',
    said => {
      const description = marked(said, owner)
      expect(isMarked(description, owner)).toBe(true)
      expect(unmarked(description, owner)).toBe(said ?? '')
      expect(isMarked(description, { tags: { 'fnx:instance': 'other123' } })).toBe(false)
    },
  )

  it('uses nothing but what SCF documents for a description', () => {
    expect(marked('All of it', owner)).toMatch(/^[A-Za-z0-9 ,.\n\u4e00-\u9fff]*$/)
  })
})

describe('isMarked()', () => {
  it.each([
    ['[fnx abcd1234]', ''],
    ['All of it [fnx abcd1234]', 'All of it'],
  ])('knows %j, as fnx 0.1 wrote it', (description, said) => {
    expect(isMarked(description, owner)).toBe(true)
    expect(unmarked(description, owner)).toBe(said)
  })

  it.each(['about fnx abcd1234', 'xfnx abcd1234', '', 'fnx abcd12345'])(
    'does not take %j for a mark',
    said => {
      expect(isMarked(said, owner)).toBe(false)
      expect(unmarked(said, owner)).toBe(said)
    },
  )
})
