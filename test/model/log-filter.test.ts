import { describe, expect, it } from 'vitest'
import { logFilter } from '../../src/model/log-filter.ts'

const json = JSON.stringify({
  level: 'error',
  took: 120,
  ok: false,
  none: null,
  user: { name: 'Ada', ids: [7, 8] },
  'a b': 'x',
})

describe('logFilter()', () => {
  it.each([
    ['', 'anything', true],
    ['ERROR', '[ERROR 400] BAD REQUEST', true],
    ['error', '[ERROR 400] BAD REQUEST', false],
    ['ERROR REQUEST', '[ERROR 400] BAD REQUEST', true],
    ['ERROR ARGUMENTS', '[ERROR 400] BAD REQUEST', false],
    ['?ERROR ?WARN', 'WARN low', true],
    ['?ERROR ?WARN', 'INFO', false],
    ['INFO ?WARN', 'INFO', true],
    ['ERROR -ARGUMENTS', 'ERROR INVALID ARGUMENTS', false],
    ['ERROR -ARGUMENTS', 'ERROR else', true],
    ['-ERROR', 'fine', true],
    ['"INTERNAL SERVER"', '500 INTERNAL SERVER ERROR', true],
    ['"SERVER INTERNAL"', '500 INTERNAL SERVER ERROR', false],
    ['-"a b"', 'a b', false],
    ['"say \\"hi\\""', 'say "hi"', true],
    ['%[Ee]rror|[Ff]ail%', 'it failed: Fail', true],
    ['%^[hc]at$%', 'a hat', false],
    ['{ $.level = "error" }', json, true],
    ['{ $.level = error }', json, true],
    ['{$.level="err*"}', json, true],
    ['{ $.level = "*rr" }', json, false],
    ['{ $.level != "error" }', json, false],
    ['{ $.absent != "error" }', json, false],
    ['{ $.took > 100 && $.took <= 120 }', json, true],
    ['{ $.took < 100 || $.user.name = "Ada" }', json, true],
    ['{ ($.took < 100 || $.ok IS FALSE) && $.none IS NULL }', json, true],
    ['{ $.user.ids[1] = 8 }', json, true],
    ['{ $.user EXISTS }', json, true],
    ['{ $.absent NOT EXISTS }', json, true],
    ['{ $.level NOT EXISTS }', json, false],
    ['{ $.["a b"] = "x" }', json, true],
    ["{ $.['a b'] = x }", json, true],
    ['{ $.user.name = %^A% }', json, true],
    ['{ $.level = "error" }', 'no json', false],
    ['{ $.constructor EXISTS }', json, false],
  ])('%s on %s: %s', (pattern, line, wanted) => {
    expect(logFilter(pattern)?.(line)).toBe(wanted)
  })

  it.each([
    '"open',
    '%open',
    '%(a+)+%',
    '%[%',
    '{ $.a = }',
    '{ a = 1 }',
    '{ $.a > "x" }',
    '{ $.a = 1',
    '[a, b]',
  ])('does not read %s', pattern => {
    expect(logFilter(pattern)).toBeUndefined()
  })
})
