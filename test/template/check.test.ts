import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { inOrder } from '../../src/template/check.ts'

function at(code: string, line: number): Diagnostic {
  const place = { line, column: 1 }
  return { code, message: `finding ${line}`, location: { file: 'a.yaml', start: place, end: place } }
}

function many(code: string): readonly Diagnostic[] {
  return Array.from({ length: 2500 }, (_, index) => at(code, index + 1))
}

describe('inOrder()', () => {
  it('orders by place and drops what is said twice', () => {
    const found = inOrder([at('E1', 3), at('W1', 1), at('E1', 3)])
    expect(found.map(({ code }) => code)).toEqual(['W1', 'E1'])
  })

  it.each([
    ['W4210', 'W1032'],
    ['E3002', 'E1032'],
  ])('ends a list that is too long of %s with %s', (code, last) => {
    const found = inOrder(many(code))
    expect(found).toHaveLength(2001)
    expect(found.at(-1)).toMatchObject({ code: last, message: 'There are 500 more findings in this file.' })
  })

  it('ends with an error when one of many warnings that are not listed is an error', () => {
    expect(inOrder([...many('W4210'), at('E3002', 9999)]).at(-1)?.code).toBe('E1032')
  })
})
