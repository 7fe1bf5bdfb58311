import { expect, test } from 'vitest'
import type { Abilities } from '../../src/model/abilities.ts'
import { plan } from '../../src/plan/plan.ts'
import { fakeTypes } from '../support/fake-provider.ts'
import { fakeResolver, fakeStack } from '../support/fake-resolver.ts'
import { deployedState } from '../support/fake-state.ts'

const queue = (properties: Record<string, number | readonly { A: number; B?: number }[]>) =>
  fakeStack({ Q: { type: 'Fake::Queue', properties } })

const abilities: Abilities = {
  takes: 'any',
  replaceOn: [],
  reads: [],
  stays: { Delay: 'the API has no way back', 'Rules.B': 'the API merges rules' },
}

test.each([
  ['a property', queue({ Delay: 1, Size: 1 }), queue({ Size: 1 }), ['Delay']],
  ['a member in a list', queue({ Rules: [{ A: 1, B: 2 }] }), queue({ Rules: [{ A: 1 }] }), ['Rules.0.B']],
  ['no property that has another value', queue({ Delay: 1 }), queue({ Delay: 2 }), []],
  ['no property that is reset', queue({ Delay: 1, Size: 1 }), queue({ Delay: 1 }), []],
])('plan() warns of %s that leaves the template and stays in the cloud', (_, before, after, paths) => {
  const { value, diagnostics } = plan({
    stack: after,
    state: deployedState(before),
    live: new Map(),
    types: fakeTypes,
    abilitiesOf: () => abilities,
    resolver: fakeResolver(),
  })
  expect(value?.changes.map(({ action }) => action)).toEqual(['update'])
  expect(diagnostics.map(({ code, message }) => `${code} ${message.split(' ')[0]}`)).toEqual(
    paths.map(path => `W5018 ${path}`),
  )
})
