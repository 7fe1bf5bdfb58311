import { expect, it } from 'vitest'
import { allProblems } from '../../../src/template/yaml/problems.ts'

const first = { code: 'E1005', message: 'This is not YAML.', start: 0, end: 1 }

it.each([
  ['a brace in a text without quotes', 'a:\n  b: {path: /{proxy+}, method: ANY}\nc:\n  d: 1\n', 16],
  ['a bracket too many', 'a: [1, 2]]\nb: 1\nc: 2\n', 9],
])('allProblems() tells of %s once, with what to do', (_what, text, start) => {
  expect(allProblems(text, first)).toEqual([
    expect.objectContaining({ code: 'E1005', start, hint: expect.stringContaining('quote') }),
  ])
})

it('allProblems() tells of mistakes on two lines both', () => {
  expect(allProblems('a: "x" y\nb: [\n', first)).toHaveLength(2)
})
