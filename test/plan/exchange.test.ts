import { describe, expect, test } from 'vitest'
import type { Output, Stack } from '../../src/model/stack.ts'
import type { State } from '../../src/model/state.ts'
import type { Path } from '../../src/model/value.ts'
import { unexchangeable } from '../../src/plan/exchange.ts'
import { plan, removal } from '../../src/plan/plan.ts'
import { fakeAbilities, fakeTypes } from '../support/fake-provider.ts'
import { type Draft, fakeResolver, fakeStack } from '../support/fake-resolver.ts'
import { deployedState } from '../support/fake-state.ts'

const queue = (more: object = {}): Draft => ({ type: 'Fake::Queue', properties: { ...more } })
const exporting = (stack: Stack, ...outputs: readonly Output[]): Stack => ({ ...stack, outputs })
const asQueue: Output = { name: 'Q', value: { Ref: 'Q' }, exportName: 'shop-Q' }

/** The state of a stack beside the one that is planned. */
const beside = (name: string, more: Partial<State>): State => ({
  ...deployedState({ ...fakeStack({}), name }),
  ...more,
})

function found(stack: Stack, state: State, others: readonly State[]): readonly string[] {
  const resolver = fakeResolver()
  const { value, diagnostics } = plan({
    stack,
    state,
    live: new Map(),
    types: fakeTypes,
    abilitiesOf: fakeAbilities,
    resolver,
  })
  if (value === undefined) throw new Error(JSON.stringify(diagnostics))
  const placeOf = ([section, name]: Path) => placeAt(`${section} ${name}`)
  const all = unexchangeable({ plan: value, state, others, resolver, placeOf })
  // What the template still exports has a place in it.
  expect(all.every(({ location, code }) => code === 'E5009' || location?.file.startsWith('Outputs '))).toBe(
    true,
  )
  return all.map(({ code, message }) => `${code} ${message}`)
}

const placeAt = (file: string) => ({ file, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } })
const nothing = deployedState(fakeStack({}))

describe('unexchangeable()', () => {
  const stack = exporting(fakeStack({ Q: queue() }), asQueue)
  const deployed = { ...deployedState(stack), exports: { 'shop-Q': 'p-Q' } }
  const user = beside('front', { imports: ['shop-Q'] })

  test('lets a stack export what no other does', () => {
    expect(found(stack, nothing, [beside('other', { exports: { 'other-Q': 'x' } })])).toEqual([])
    expect(found(stack, deployed, [user])).toEqual([])
  })

  test('refuses a name that another stack exports, and one that the template exports twice', () => {
    expect(found(stack, nothing, [beside('other', { exports: { 'shop-Q': 'x' } })])).toEqual([
      'E5008 Stack other (dev) exports shop-Q already.',
    ])
    expect(found(exporting(stack, asQueue, { ...asQueue, name: 'R' }), nothing, [])).toEqual([
      'E5008 The template exports shop-Q twice.',
    ])
  })

  test('refuses a name that only a resource would give', () => {
    const unnamed = exporting(stack, { ...asQueue, exportName: { Ref: 'Q' } })
    expect(found(unnamed, nothing, [])).toEqual([expect.stringMatching(/^E5014 .*output Q/)])
  })

  test.each([
    ['goes', fakeStack({ Q: queue() })],
    ['is renamed', exporting(fakeStack({ Q: queue() }), { ...asQueue, exportName: 'shop-R' })],
    ['has another value', exporting(fakeStack({ Q: queue() }), { ...asQueue, value: 'other' })],
    ['is of a resource that is replaced', exporting(fakeStack({ Q: queue({ Fifo: true }) }), asQueue)],
  ])('refuses an export in use that %s, naming who uses it', (_what, wanted) => {
    expect(found(wanted, deployed, [user, beside('idle', {})])).toEqual([
      expect.stringMatching(/^E5009 .*shop-Q.*imported by front \(dev\)\.$/),
    ])
    expect(found(wanted, deployed, [beside('idle', {})])).toEqual([])
  })

  test('refuses the removal of a stack whose export is in use', () => {
    const input = { plan: removal(deployed, fakeTypes), state: deployed, resolver: fakeResolver() }
    expect(unexchangeable({ ...input, others: [user] })).toMatchObject([{ code: 'E5009' }])
    expect(unexchangeable({ ...input, others: [] })).toEqual([])
  })
})
