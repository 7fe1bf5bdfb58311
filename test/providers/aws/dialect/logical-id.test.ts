import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { asciiJson, hashed, suffixed } from '../../../../src/providers/aws/dialect/logical-id.ts'

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 10)

describe('hashed()', () => {
  it('hashes a text as it is and anything else as JSON', () => {
    expect(hashed('Zone', 'Z1')).toBe(`Zone${sha1('Z1')}`)
    expect(hashed('Zone', { Ref: 'Zone' })).toBe(`Zone${sha1('{"Ref":"Zone"}')}`)
  })

  it('appends nothing for nothing', () => {
    for (const nothing of [undefined, null, '', [], {}]) expect(hashed('Id', nothing)).toBe('Id')
  })
})

describe('suffixed()', () => {
  it('takes letters and digits as they are', () => {
    expect(suffixed('ApiStage', 'Prod')).toBe('ApiStageProd')
    expect(suffixed('ApiStage', 'my-stage')).toBe(`ApiStage${sha1('my-stage')}`)
  })
})

describe('asciiJson()', () => {
  it('sorts keys and escapes what is beyond ASCII', () => {
    expect(asciiJson({ b: [1, null], a: 'é' })).toBe('{"a":"\\u00e9","b":[1,null]}')
  })
})
