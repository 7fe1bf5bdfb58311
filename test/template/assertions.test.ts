import { describe, expect, it } from 'vitest'
import type { Properties, Value } from '../../src/model/value.ts'
import { checkAssertions } from '../../src/template/assertions.ts'
import { scope } from '../support/calls.ts'

const isDev: Value = { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] }
const isProd: Value = { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }

function found(rule: Value) {
  return checkAssertions({ R: rule }, scope).map(({ code, path }) => `${code} ${path.join('.')}`)
}

describe('checkAssertions()', () => {
  it.each<[string, Properties, readonly string[]]>([
    ['takes what holds', { Assertions: [{ Assert: isDev }] }, []],
    [
      'refuses what does not',
      { Assertions: [{ Assert: isDev }, { Assert: isProd }] },
      ['E3035 R.R.Assertions.1.Assert'],
    ],
    [
      'asks nothing where its condition does not hold',
      { RuleCondition: isProd, Assertions: [{ Assert: isProd }] },
      [],
    ],
    [
      'asks nothing where its condition is not known',
      { RuleCondition: { 'Fn::Equals': [{ Ref: 'Later' }, 'a'] }, Assertions: [{ Assert: isProd }] },
      [],
    ],
    [
      'waits for what is not known',
      { Assertions: [{ Assert: { 'Fn::Contains': [['a'], { Ref: 'Later' }] } }] },
      [],
    ],
    [
      'knows the functions of rules',
      { Assertions: [{ Assert: { 'Fn::EachMemberIn': [{ Ref: 'Zones' }, ['a']] } }] },
      ['E3035 R.R.Assertions.0.Assert'],
    ],
    [
      'looks at secrets without telling them',
      { Assertions: [{ Assert: { 'Fn::Equals': [{ Ref: 'Password' }, 'x'] } }] },
      ['E3035 R.R.Assertions.0.Assert'],
    ],
    [
      'reports arguments',
      { Assertions: [{ Assert: { 'Fn::Equals': [1] } }] },
      ['E3006 R.R.Assertions.0.Assert.Fn::Equals'],
    ],
    ['wants assertions', { RuleCondition: isDev }, ['E3036 R.R']],
    ['wants what is asserted', { Assertions: [{ AssertDescription: 'x' }] }, ['E3036 R.R.Assertions.0']],
    ['wants a call', { Assertions: [{ Assert: 'x' }] }, ['E3036 R.R.Assertions.0.Assert']],
  ])('%s', (_, rule, findings) => {
    expect(found(rule)).toEqual(findings.map(finding => finding.replace('R.R', 'Rules.R')))
  })

  it('says what the template says', () => {
    const rule = { Assertions: [{ Assert: isProd, AssertDescription: 'Production alone' }] }
    expect(checkAssertions({ R: rule }, scope)[0]?.message).toBe('R: Production alone')
    expect(JSON.stringify(checkAssertions({ R: { Assertions: [{ Assert: isProd }] } }, scope))).not.toContain(
      'hush',
    )
  })
})
