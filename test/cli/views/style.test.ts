import { expect, it } from 'vitest'
import { coloured } from '../../../src/cli/views/style.ts'
import { world } from '../../support/world.ts'

it.each([
  ['a terminal', true, {}, true],
  ['no terminal', false, {}, false],
  ['NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
  ['NO_COLOR and FORCE_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['a dumb terminal', true, { TERM: 'dumb' }, false],
])('coloured() with %s', (_, terminal, environment, wanted) => {
  expect(coloured(world({ terminal, environment }).context)).toBe(wanted)
})
