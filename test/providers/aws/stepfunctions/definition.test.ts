import { describe, expect, it } from 'vitest'
import { filled, shownAs } from '../../../../src/providers/aws/stepfunctions/definition.ts'

describe('filled()', () => {
  it.each([
    ['a hole', '{"Resource":"${Fn}"}', { Fn: 'arn' }, '{"Resource":"arn"}'],
    ['a number', '{"Seconds":${Wait}}', { Wait: 5 }, '{"Seconds":5}'],
    ['what filled a hole', '${A}', { A: '${B}-a', B: 'b' }, 'b-a'],
    ['no hole that nothing fills', '${Other} ${constructor}', { Fn: 'arn' }, '${Other} ${constructor}'],
    ['a value that leads back to itself once', '${A}', { A: '${A}' }, '${A}'],
  ])('fills %s', (_what, definition, values, expected) => {
    expect(filled(definition, values)).toBe(expected)
  })
})

describe('shownAs()', () => {
  const Definition = { StartAt: '${First}', States: {} }
  const DefinitionSubstitutions = { First: 'One' }

  it('gives what the template has where the service has it filled in, in any layout', () => {
    const live = '{ "States": {}, "StartAt": "One" }'
    expect(shownAs({ Definition, DefinitionSubstitutions }, live)).toEqual({
      definition: Definition,
      definitionSubstitutions: DefinitionSubstitutions,
    })
  })

  it('gives what lives where somebody changed it', () => {
    const live = '{"StartAt":"Two","States":{}}'
    expect(shownAs({ Definition, DefinitionSubstitutions }, live).definition).toEqual({
      StartAt: 'Two',
      States: {},
    })
    expect(shownAs({ DefinitionString: '{"StartAt":"One"}' }, live)).toEqual({ definitionString: live })
  })
})
