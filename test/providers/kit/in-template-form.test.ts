import { describe, expect, it } from 'vitest'
import { secret } from '../../../src/model/value.ts'
import { type Form, jsonText } from '../../../src/providers/kit/form.ts'
import { inTemplateForm } from '../../../src/providers/kit/in-template-form.ts'

const hidden = secret('x', 'hash')
type Known = Parameters<typeof inTemplateForm>[0]

describe('inTemplateForm()', () => {
  it.each<readonly [string, Known, Known, Form, Known]>([
    [
      'drops what the template does not speak of',
      { A: { B: 1 } },
      { A: { B: 1, C: 2 }, D: 3 },
      {},
      { A: { B: 1 } },
    ],
    [
      'keeps numbers as the template writes them',
      { A: '5', B: { C: 7 } },
      { A: 5, B: { C: '7' } },
      {},
      { A: '5', B: { C: 7 } },
    ],
    ['shows another value', { A: 1 }, { A: 2 }, {}, { A: 2 }],
    ['shows what is gone within a map', { A: { B: 1, C: 2 } }, { A: { B: 1 } }, {}, { A: { B: 1 } }],
    [
      'takes lists in another order for the same',
      { A: [1, { B: 2 }] },
      { A: [{ B: 2, C: 0 }, 1] },
      {},
      { A: [1, { B: 2 }] },
    ],
    ['shows a list that grew', { A: [1] }, { A: [1, 2] }, {}, { A: [1, 2] }],
    ['takes empty for absent', { A: '', B: { C: [] } }, { A: null, B: {} }, {}, { A: '', B: { C: [] } }],
    [
      'does not compare secrets',
      { A: hidden, B: { C: hidden } },
      { A: 'clear', B: { C: 'clear' } },
      {},
      { A: hidden, B: { C: hidden } },
    ],
    [
      'shows names that were added to a free map',
      { A: { x: 1 } },
      { A: { x: '1', y: '2' } },
      { free: ['A'] },
      { A: { x: 1, y: '2' } },
    ],
    [
      'reads renamed members',
      { Rules: [{ Days: '1' }] },
      { Rules: [{ Expiration: { Days: 1 } }] },
      { names: { 'Rules.Days': 'Expiration.Days' } },
      { Rules: [{ Days: '1' }] },
    ],
    [
      'reads JSON text as a map',
      { A: { b: [1] } },
      { A: '{"b":[1]}' },
      { codecs: { A: jsonText } },
      { A: { b: [1] } },
    ],
    [
      'shows what somebody added within JSON',
      { A: { b: [{ c: 1 }] } },
      { A: '{"b":[{"c":1,"d":2}]}' },
      { codecs: { A: jsonText } },
      { A: { b: [{ c: 1, d: 2 }] } },
    ],
    [
      'takes a number and its text for the same within what a codec reads',
      { A: { b: 80, c: 'x' } },
      { A: '{"b":"80","c":"x"}' },
      { codecs: { A: jsonText } },
      { A: { b: 80, c: 'x' } },
    ],
    [
      'takes JSON text that is spaced otherwise for the same',
      { A: '{ "b": 1 }' },
      { A: '{"b":1}' },
      { codecs: { A: jsonText } },
      { A: '{ "b": 1 }' },
    ],
  ])('%s', (_what, known, live, form, found) => {
    expect(inTemplateForm(known, live, form)).toEqual(found)
  })
})
