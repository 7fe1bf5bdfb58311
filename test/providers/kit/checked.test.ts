import { expect, it } from 'vitest'
import { checkedRegion, checkKeys } from '../../../src/providers/kit/checked.ts'

it('checkedRegion() takes regions of every cloud, and nothing that is no part of a host', () => {
  for (const region of ['us-east-1', 'cn-hangzhou', 'ap-guangzhou', 'us-gov-west-1'])
    expect(checkedRegion(region, {})).toBe(region)
  for (const odd of ['', 'eu west', 'a.b', '-a', 'x'.repeat(64), 'a/../b'])
    for (const access of [{}, { endpoint: 'http://127.0.0.1:4566' }])
      expect(() => checkedRegion(odd, access), odd).toThrow('E0008')
  for (const word of ['nowhere', 'CN-Hangzhou']) {
    expect(() => checkedRegion(word, {})).toThrow('E0008')
    expect(checkedRegion(word, { endpoint: 'http://127.0.0.1:4566' })).toBe(word)
  }
})

it('checkKeys() names a variable with a character that no key has, and not its value', () => {
  const checked = (environment: Record<string, string>) => checkKeys({ environment, home: '/' }, 'AWS_')
  checked({ AWS_SECRET_ACCESS_KEY: 'a+/=b', AWS_WEB_IDENTITY_TOKEN_FILE: '/tmp/\u00e4', OTHER_KEY: 'x\n' })
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
    expect(() => checked({ [name]: 'hunter2\n' })).toThrow(
      new RegExp(`^E0006 The variable ${name} holds(?!.*hunter2)`),
    )
})
