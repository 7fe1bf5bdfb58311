import { expect, it } from 'vitest'
import { matches } from '../../src/template/patterns.ts'

it.each([
  ['[a-z]+', 'abc', true],
  ['[a-z]+', 'abc1', false],
  ['a|ab', 'ab', true],
  ['^a$', 'a', true],
  ['(?i)a', 'A', undefined],
  ['([a-z]+\\.)+com', 'a.b.com', true],
  ['([a-z]+\\.)+com', 'a.b.org', false],
])('matches(%s, %s) is %s', (pattern, text, result) => {
  expect(matches(pattern, text)).toBe(result)
})

it('matches() gives up a pattern that would not end', () => {
  const started = performance.now()
  expect(matches('(a+)+b', `${'a'.repeat(60)}c`)).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(5000)
})
