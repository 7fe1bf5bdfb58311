import { describe, expect, it } from 'vitest'
import { agreed, milliseconds, pairsOf, wantsJson, wordsOf } from '../../src/cli/options.ts'
import { typed } from '../support/world.ts'

describe('pairsOf()', () => {
  const cases: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>])[] = [
    ['one word per pair', ['A=1', 'B=2'], { A: '1', B: '2' }],
    ['several pairs in a word', ['A=1 B=2'], { A: '1', B: '2' }],
    ['an empty value', ['A='], { A: '' }],
    ['an equals sign in a value', ['Url=https://x/?a=b'], { Url: 'https://x/?a=b' }],
    ['double quotes', ['Name="two words" B=2'], { Name: 'two words', B: '2' }],
    ['single quotes', ["Name='two words'"], { Name: 'two words' }],
    ['a blank without quotes, as the shell passes it', ['Name=two words'], { Name: 'two words' }],
    ['an equals sign after a blank within quotes', ['Q="a b=c" B=2'], { Q: 'a b=c', B: '2' }],
    ['the long form', ['ParameterKey=A,ParameterValue=x,y'], { A: 'x,y' }],
    [
      'several of the long form in a word',
      ['ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue="2 3"'],
      { A: '1', B: '2 3' },
    ],
    ['keys of tags', ['team:name=shop', 'cost-centre=4'], { 'team:name': 'shop', 'cost-centre': '4' }],
    ['lines', ['Pem=a\nb'], { Pem: 'a\nb' }],
  ]
  it.each(cases)('reads %s', (_, words, pairs) => {
    expect(pairsOf(typed({ parameterOverrides: words }), 'parameterOverrides')).toEqual(pairs)
  })

  it('names the flag when a word is no pair', () => {
    const wrong = typed({ parameterOverrides: ['nonsense'] })
    expect(() => pairsOf(wrong, 'parameterOverrides')).toThrow(
      expect.objectContaining({
        exitCode: 2,
        diagnostics: [
          expect.objectContaining({ hint: expect.stringContaining('--parameter-overrides Name=value') }),
        ],
      }),
    )
  })
})

describe('milliseconds()', () => {
  it.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['250ms', 250],
    ['0.5s', 500],
    ['7', 7000],
  ])('reads %s', (span, ms) => expect(milliseconds(span, '--since')).toBe(ms))

  it.each(['soon', '', '-1s', '5 m', '5d'])('refuses "%s"', span =>
    expect(() => milliseconds(span, '--since')).toThrow(/not a span of time/),
  )
})

describe('agreed()', () => {
  it.each([
    [{ yes: true }, true],
    [{ assumeYes: true }, true],
    [{ prompts: false }, true],
    [{ confirmChangeset: false }, true],
    [{ prompts: true, confirmChangeset: true }, false],
    [{}, false],
  ])('takes %j', (options, answer) => expect(agreed(typed(options))).toBe(answer))
})

it('wordsOf() takes a word for a list of one, as a configuration file has it', () => {
  expect(wordsOf(typed({ tags: 'A=1 B=2' }), 'tags')).toEqual(['A=1 B=2'])
  expect(wordsOf(typed({ tags: ['A=1', 'B=2'] }), 'tags')).toEqual(['A=1', 'B=2'])
  expect(wordsOf(typed({ tags: true }), 'tags')).toEqual([])
})

it('wantsJson() looks at --output', () => {
  expect(wantsJson(typed({ output: 'json' }))).toBe(true)
  expect(wantsJson(typed({ output: 'text' }))).toBe(false)
})
