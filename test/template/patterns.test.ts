import { beforeAll, expect, it } from 'vitest'
import { matches, readyPatterns } from '../../src/template/patterns.ts'

beforeAll(() => readyPatterns({ Name: { AllowedPattern: '(a+)+' } }))

const told: readonly (readonly [string, string, boolean | undefined])[] = [
  ['[a-z]+', 'abc', true],
  ['[a-z]+', 'abc1', false],
  ['a|b', 'ab', false],
  ['(\\d{1,3}\\.){3}\\d{1,3}', '10.0.255.1', true],
  ['(\\d{1,3}\\.){3}\\d{1,3}', '10.0.2555.1', false],
  ['([a-z0-9]+-)*[a-z0-9]+', 'my-long-name-2', true],
  ['([a-z0-9]+-)*[a-z0-9]+', 'my--name', false],
  ['(a+)+', `${'a'.repeat(5000)}!`, false],
  ['(x+x+)+y', 'x'.repeat(500), false],
  ['(a|a)*b', 'a'.repeat(60), false],
  ['(.*a){20}b', 'a'.repeat(40), false],
  ['a*a*a*a*a*b', 'a'.repeat(5000), false],
  ['(?i)abc', 'abc', undefined],
  ['(?=(a+))+', 'a', undefined],
  ['(', 'abc', undefined],
]

it.each(told)('matches() tells %s of a text at once', (pattern, text, expected) => {
  const start = performance.now()
  expect(matches(pattern, text)).toBe(expected)
  expect(performance.now() - start).toBeLessThan(1000)
})
