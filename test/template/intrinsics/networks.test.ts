import { describe, expect, it } from 'vitest'
import { reduced } from '../../support/calls.ts'

describe('Fn::Cidr', () => {
  it.each([
    ['10.0.0.0/16', 2, 8, ['10.0.0.0/24', '10.0.1.0/24']],
    ['10.0.0.0/24', 6, 5, ['0', '32', '64', '96', '128', '160'].map(last => `10.0.0.${last}/27`)],
    ['10.0.3.7/16', '1', '8', ['10.0.0.0/24']],
    ['255.255.255.0/24', 1, 8, ['255.255.255.0/24']],
    ['2001:db8::/56', 3, 64, ['2001:db8::/64', '2001:db8:0:1::/64', '2001:db8:0:2::/64']],
    ['2600:1f16:abc:aa00::/56', 1, 64, ['2600:1f16:abc:aa00::/64']],
    ['::1/126', 2, 1, ['::/127', '::2/127']],
    ['1:0:0:2::/64', 1, 64, ['1:0:0:2::/64']],
  ])('%s, %s blocks of %s bits', (block, count, bits, blocks) => {
    expect(reduced({ 'Fn::Cidr': [block, count, bits] })).toMatchObject({ result: blocks, codes: [] })
  })

  it.each([
    [
      ['10.0.0/16', 1, 8],
      'Fn::Cidr takes a block of addresses such as 10.0.0.0/16, and "10.0.0/16" is not one.',
    ],
    [
      ['10.0.0.0/33', 1, 8],
      'Fn::Cidr takes a block of addresses such as 10.0.0.0/16, and "10.0.0.0/33" is not one.',
    ],
    [
      ['1::2::3/64', 1, 8],
      'Fn::Cidr takes a block of addresses such as 10.0.0.0/16, and "1::2::3/64" is not one.',
    ],
    [['10.0.0.0/16', 257, 4], 'Fn::Cidr makes 1 to 256 blocks.'],
    [['10.0.0.0/16', 'x', 4], 'Fn::Cidr makes 1 to 256 blocks.'],
    [['10.0.0.0/16', 1, 40], 'The bits of a block are 1 to 32, and Fn::Cidr asks for 40.'],
    [['10.0.0.0/24', 3, 7], 'A block of /24 has room for 2 blocks of 7 bits, and Fn::Cidr asks for 3.'],
    [['10.0.0.0/24', 1, 16], 'A block of /24 has room for 0 blocks of 16 bits, and Fn::Cidr asks for 1.'],
    [['10.0.0.0/24'], 'Fn::Cidr takes a block of addresses, a count and the bits of each.'],
  ])('refuses %j', (argument, message) => {
    expect(reduced({ 'Fn::Cidr': argument }).findings.map(finding => finding.message)).toEqual([message])
  })

  it('waits for what is not known, and takes the usual bits where none are given', () => {
    const open = { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 2, 8] }
    expect(reduced(open)).toMatchObject({ result: open, codes: [] })
    expect(reduced({ 'Fn::Cidr': ['10.0.0.0/16', 1] }).result).toEqual(['10.0.0.0/24'])
  })
})
