import { describe, expect, it } from 'vitest'
import { type Form, jsonText, toMembers } from '../../../src/providers/kit/form.ts'

const camel = (name: string) => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`

describe('toMembers()', () => {
  it.each<readonly [string, Form, Parameters<typeof toMembers>[0], ReturnType<typeof toMembers>]>([
    [
      'passes maps and lists on whole',
      {},
      { A: { B: [{ C: 1 }] }, D: null },
      { A: { B: [{ C: 1 }] }, D: null },
    ],
    [
      'renames within lists',
      { names: { 'Rules.Id': 'ID' } },
      { Rules: [{ Id: 'a' }, { Id: 'b' }] },
      { Rules: [{ ID: 'a' }, { ID: 'b' }] },
    ],
    [
      'writes a member deeper',
      { names: { Days: 'Expiration.Days', Date: 'Expiration.Date' } },
      { Days: 1, Date: 'x' },
      { Expiration: { Days: 1, Date: 'x' } },
    ],
    [
      'spells names at every depth',
      { spelling: camel },
      { One: { Two: [{ Three: 1 }] } },
      { one: { two: [{ three: 1 }] } },
    ],
    [
      'leaves free names alone',
      { spelling: camel, free: ['Env'] },
      { Env: { PATH: 'a' } },
      { env: { PATH: 'a' } },
    ],
    ['writes by a codec', { codecs: { Pattern: jsonText } }, { Pattern: { a: 1 } }, { Pattern: '{"a":1}' }],
    [
      'keeps text that a codec would write',
      { codecs: { Pattern: jsonText } },
      { Pattern: '{ "a": 1 }' },
      { Pattern: '{ "a": 1 }' },
    ],
  ])('%s', (_what, form, properties, members) => {
    expect(toMembers(properties, form)).toEqual(members)
  })
})
