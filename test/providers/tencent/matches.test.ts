import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../src/model/value.ts'
import { matches } from '../../../src/providers/tencent/matches.ts'

describe('matches()', () => {
  const functionType = 'TencentCloud::Serverless::Function'
  const table: readonly (readonly [string, Properties, boolean])[] = [
    ['a namespace', { Resources: { default: { Type: 'TencentCloud::Serverless::Namespace' } } }, true],
    ['a function alone', { Resources: { hello: { Type: functionType } } }, true],
    [
      'a function in something misspelt',
      { Resources: { ns: { Typ: 'x', hello: { Type: functionType } } } },
      true,
    ],
    ['the line of fnx', { Transform: 'TencentCloud::Serverless-2018-06-13', Resources: {} }, true],
    ['another cloud', { Resources: { Hello: { Type: 'AWS::Serverless::Function' } } }, false],
    ['nothing', {}, false],
  ]
  it.each(table)('says of %s what it is', (_name, document, is) => {
    expect(matches(document)).toBe(is)
  })
})
