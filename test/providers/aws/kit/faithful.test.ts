import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { secret } from '../../../../src/model/value.ts'
import { faithful } from '../../../../src/providers/aws/kit/faithful.ts'

const hidden = secret({ Ref: 'Password' }, 'hash')

describe('faithful()', () => {
  it.each<readonly [string, Properties, Properties, Properties]>([
    ['drops what the template does not set', { A: 1 }, { A: 1, B: 2 }, { A: 1 }],
    ['drops what the cloud adds inside', { A: { B: 1 } }, { A: { B: 1, C: 2 } }, { A: { B: 1 } }],
    ['keeps the writing of numbers', { A: '30', B: true }, { A: 30, B: 'true' }, { A: '30', B: true }],
    ['keeps the order of lists', { A: [1, 2] }, { A: [2, 1] }, { A: [1, 2] }],
    ['shows another value', { A: 1 }, { A: 2 }, { A: 2 }],
    ['shows an item that is gone', { A: [1, 2] }, { A: [1] }, { A: [1] }],
    [
      'leaves secrets out',
      { A: hidden, B: { C: hidden, D: 1 } },
      { A: 'x', B: { C: 'x', D: 2 } },
      { B: { C: hidden, D: 2 } },
    ],
  ])('%s', (_what, known, live, expected) => {
    expect(faithful(known, live)).toEqual(expected)
  })
})
