import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { followed, held } from '../../../../src/providers/aws/lambda/followed.ts'

const origin = ['Resources', 'Hello']

function of(properties: Properties, type = 'AWS::Serverless::Function', globals: Properties = {}) {
  const Hello = { Type: type, Properties: properties }
  return followed({ origin }, { Globals: { Function: globals }, Resources: { Hello } })
}

describe('followed()', () => {
  it('names what SAM lists, and all where the template says so', () => {
    expect(of({ AutoPublishAlias: 'live' })).toEqual(['Environment', 'MemorySize', 'SnapStart'])
    expect(of({ AutoPublishAliasAllProperties: true })).toBe(held)
    expect(of({}, undefined, { AutoPublishAliasAllProperties: 'true' })).toBe(held)
    expect(
      of({ AutoPublishAliasAllProperties: false }, undefined, { AutoPublishAliasAllProperties: true }),
    ).toEqual(['Environment', 'MemorySize', 'SnapStart'])
  })

  it('leaves a version that a template declares itself to the template', () => {
    expect(of({}, 'AWS::Lambda::Version')).toEqual([])
  })
})
