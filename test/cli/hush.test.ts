import { expect, it } from 'vitest'
import { createHush } from '../../src/cli/hush.ts'
import { noAnswers } from '../../src/model/answers.ts'
import { provider } from '../../src/providers/aws/provider.ts'
import type { Scope } from '../../src/template/scope.ts'

const scope: Scope = {
  parameters: { Open: 'open-value', Hidden: 'say "hunter2"' },
  declared: ['Open', 'Hidden'],
  secrets: ['Hidden'],
  mappings: {},
  conditions: {},
  pseudo: {},
  answers: { ...noAnswers, references: { '{{resolve:ssm:a}}': 'hunter2', '{{resolve:ssm:b}}': 'on' } },
}

it.each([
  ['a value alone', 'hunter2', '(secret)'],
  ['a part of a longer value', 'postgres://me:hunter2@host', 'postgres://me:(secret)@host'],
  ['the longest that fits', 'say "hunter2"', '(secret)'],
  ['a value within JSON', '{"a":"say \\"hunter2\\""}', '{"a":"(secret)"}'],
  ['nothing that is open or too short to be one', 'open-value on', 'open-value on'],
])('hides %s in what a cloud says', (_what, said, shown) => {
  const hush = createHush()
  const diagnose = (message: string) => hush.over(provider).diagnose(new Error(message)).diagnostic.message
  expect(diagnose(said)).toContain(said)
  hush.hide(scope)
  expect(diagnose(said)).toContain(shown)
  expect(diagnose(said)).not.toContain('hunter2')
})
