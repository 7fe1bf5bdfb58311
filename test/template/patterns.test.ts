import { expect, it } from 'vitest'
import { matches } from '../../src/template/patterns.ts'
import { drawFrom } from '../support/draw.ts'

const repeated: readonly (readonly [string, string, boolean | undefined])[] = [
  ['(a+)+', 'a'.repeat(5000), true],
  ['(a+)+', `${'a'.repeat(5000)}!`, false],
  ['(a|aa)+b?', 'a'.repeat(3000), true],
  ['(.*a){20}', 'a'.repeat(40), true],
  ['(?:a?){40}a{40}', 'a'.repeat(40), true],
  ['(x+x+)+y', 'x'.repeat(500), false],
  ['(\\d{1,3}\\.){3}\\d{1,3}', '10.0.255.1', true],
  ['(\\d{1,3}\\.){3}\\d{1,3}', '10.0.2555.1', false],
  ['([a-z0-9]+-)*[a-z0-9]+', 'my-long-name-2', true],
  ['([a-z0-9]+-)*[a-z0-9]+', 'my--name', false],
  ['^(?:(?:ab|cd){2,3})$', 'abcdab', true],
  ['^(?:(?:ab|cd){2,3})$', 'ab', false],
  ['(\\w+\\b ?)+', 'two words', true],
  ['([^\\]\\-]|\\u0041){2}', 'xA', true],
  ['(?<year>\\d{4})+', '20242025', true],
  ['()*', '', true],
  ['(a)*\\1', 'aa', undefined],
  ['(?=(a+))+', 'a', undefined],
  ['(a{999}){999}', 'a', undefined],
  ['(?i)abc', 'abc', undefined],
]

it.each(repeated)('matches() tells %s of a text', (pattern, text, expected) => {
  const start = performance.now()
  expect(matches(pattern, text)).toBe(expected)
  expect(performance.now() - start).toBeLessThan(2000)
})

it('matches() agrees with JavaScript wherever that has an end', () => {
  const draw = drawFrom(11)
  const pieces = [
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '(a|b)',
    '(?:ab?)',
    '(a|)',
    '\\w',
    '^',
    '$',
    '\\b',
    '(b*)',
    '-',
  ]
  const signs = ['', '', '*', '+', '?', '{2}', '{1,3}', '{0,}', '*?']
  let compared = 0
  for (let round = 0; round < 3000; round++) {
    const part = () => draw.one(pieces) + draw.one(signs)
    const pattern = `(${Array.from({ length: 1 + draw.below(4) }, part).join('')})${draw.one(['*', '+', '{2}'])}`
    const text = Array.from({ length: draw.below(9) }, () => draw.one(['a', 'b', '-'])).join('')
    let native: boolean
    try {
      native = new RegExp(`^(?:${pattern})$`).test(text)
    } catch {
      continue // such as "^*", which JavaScript refuses
    }
    expect(matches(pattern, text), `${pattern} of "${text}"`).toBe(native)
    compared++
  }
  expect(compared).toBeGreaterThan(1000)
})
