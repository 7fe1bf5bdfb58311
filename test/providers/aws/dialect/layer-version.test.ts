import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { expandSam } from '../../../support/expand-sam.ts'

function findingsOf(properties: Properties) {
  const Properties = { ContentUri: 's3://bucket/key', ...properties }
  return expandSam({ Resources: { Tools: { Type: 'AWS::Serverless::LayerVersion', Properties } } }).findings
}

const named: readonly (readonly [string, Properties, RegExp])[] = [
  ['content without a key', { ContentUri: { Bucket: 'b' } }, /Tools[0-9a-f]{10}/],
  ['an unknown architecture', { CompatibleArchitectures: ['x'] }, /Tools[0-9a-f]{10}/],
  ['architectures that are a map', { CompatibleArchitectures: { a: 'b' } }, /Tools[0-9a-f]{10}/],
  ['an unknown retention, by the ID as written', { RetentionPolicy: 'x' }, /^Tools: [^0-9]*$/],
]

describe('layerVersion', () => {
  it.each(named)('names the new ID when it refuses %s', (_, properties, name) => {
    expect(findingsOf(properties).map(({ message }) => message)).toEqual([expect.stringMatching(name)])
  })

  it('takes any map of one key for a text', () => {
    expect(findingsOf({ Description: { a: 'b' } })).toEqual([])
  })
})
