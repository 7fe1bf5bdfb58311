import { describe, expect, it } from 'vitest'
import { platformOf } from '../../src/artifact/platform.ts'

describe('platformOf()', () => {
  it.each([
    ['7f454c460201010000000000000000000300 3e00', 'linux x86_64'],
    ['7f454c460201010000000000000000000300 b700', 'linux arm64'],
    ['7f454c460102010000000000000000000003 003e', 'linux x86_64'],
    ['7f454c460201010000000000000000000300 ffff', 'linux unknown'],
    ['cffaedfe0c00000100000000060000000100 0000', 'macos'],
    ['cafebabe0000000201000007000000030000 0000', 'macos'],
    ['cafebabe0000003701000007000000030000 0000', undefined],
    ['4d5a90000300000004000000ffff0000b800 0000', 'windows'],
    ['23212f62696e2f73680a6563686f2068690a 0000', undefined],
    ['7f454c46', undefined],
    ['', undefined],
  ])('takes %s for %s', (hex, platform) => {
    expect(platformOf(Buffer.from(hex.replace(' ', ''), 'hex'))).toBe(platform)
  })
})
