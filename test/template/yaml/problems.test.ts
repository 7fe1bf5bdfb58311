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

it.each([
  ['Resources: {A: {Type: x}', 11, 'map', '}'],
  ['a: [1,\n', 3, 'list', ']'],
  ['a:\n  b: {c: [1, 2}\n', 12, 'list', ']'],
  ['a: {b: 1\nc: 2\nd: 3\n', 3, 'map', '}'],
  ['{"a": [1, {"b": 2}', 6, 'list', ']'],
  ['a: "x\nb: 1\n', 3, 'text', '"'],
  ['a: "x\\"\n', 3, 'text', '"'],
  ["a: 'it''s\n", 3, 'text', "'"],
])('allProblems() shows where what is not closed in %j begins', (text, start, what, sign) => {
  expect(allProblems(text, first)).toEqual([
    {
      code: 'E1005',
      message: `The ${what} that begins here is not closed.`,
      hint: `Add ${sign} at its end.`,
      start,
      end: start + 1,
    },
  ])
})

it('allProblems() does not ask for an end that stands too far to the left', () => {
  expect(allProblems('a: {\nb: 1\n}\n', first).map(({ hint }) => hint)).not.toContain('Add } at its end.')
})
