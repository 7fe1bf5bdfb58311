import { expect, test } from 'vitest'
import type { Shape } from '../../src/model/shape.ts'
import type { Properties } from '../../src/model/value.ts'
import { untakenIn } from '../../src/plan/untaken.ts'
import { fakeStack } from '../support/fake-resolver.ts'

const takes: Shape = {
  members: {
    Name: 'text',
    Later: { untaken: '' },
    Rules: { list: { members: { Days: 'number', Filter: { untaken: 'the API has no filter' } } } },
  },
}
const abilitiesOf = (type: string) =>
  type === 'Fake::Queue' ? { takes, replaceOn: [], reads: [], stays: {} } : undefined

const queue = (properties: Properties) => ({ type: 'Fake::Queue', properties })

test('untakenIn() names what is not taken, and why', () => {
  const stack = fakeStack({
    Q: queue({ Name: 'a', Later: 1, Nmae: 2, Rules: [{ Days: 1 }, { Filter: 'x' }] }),
  })
  const found = untakenIn(stack, { abilitiesOf }, 'E5017')
  expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'E5017 fnx cannot deploy Later of Q (Fake::Queue) yet.',
    'E5017 Q (Fake::Queue) has a property Nmae that its type does not know.',
    'E5017 fnx cannot deploy Rules.Filter of Q (Fake::Queue): the API has no filter.',
  ])
})

test('untakenIn() says once what one line brings to many resources', () => {
  const stack = fakeStack({ A: queue({ Later: 1 }), B: queue({ Later: 1 }), C: queue({ Later: 1 }) })
  const start = { line: 3, column: 5 }
  const location = { file: 'template.yaml', start, end: start }
  const found = untakenIn(stack, { abilitiesOf, placeOf: () => location }, 'W5017')
  expect(found).toMatchObject([
    { code: 'W5017', message: 'fnx cannot deploy Later of A and 2 more (Fake::Queue) yet.', location },
  ])
})

test('untakenIn() leaves types alone that fnx does not know', () => {
  expect(untakenIn(fakeStack({ A: { type: 'Fake::Role' } }), { abilitiesOf }, 'E5017')).toEqual([])
})
