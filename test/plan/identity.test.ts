import { describe, expect, it } from 'vitest'
import type { ResourceType } from '../../src/model/provider.ts'
import type { Properties } from '../../src/model/value.ts'
import { identityKeys } from '../../src/plan/identity.ts'

const calls = {
  create: () => Promise.reject(new Error('not asked')),
  find: () => Promise.reject(new Error('not asked')),
  read: () => Promise.reject(new Error('not asked')),
  update: () => Promise.reject(new Error('not asked')),
  delete: () => Promise.reject(new Error('not asked')),
}
const trigger: ResourceType = {
  ...calls,
  type: 'Trigger',
  nameProperty: 'Name',
  takes: ['Fn', 'Kind', 'Name', 'Qualifier'],
  reads: [],
  partOf: ['Fn'],
  uniqueIf: { property: 'Kind', value: 'http', by: ['Qualifier'] },
}

const keys = (name: string, properties: Properties) => identityKeys(trigger, { properties, name }).join()

describe('identityKeys()', () => {
  it('lets one address in the way of another, whatever they are called', () => {
    const url = { Fn: 'hello', Kind: 'http' }
    expect(keys('old', url)).toBe(keys('new', url))
    expect(keys('old', url)).not.toBe(keys('old', { ...url, Qualifier: '2' }))
    expect(keys('old', url)).not.toBe(keys('old', { ...url, Fn: 'other' }))
  })

  it('lets timers be in the way of each other by name alone', () => {
    const timer = { Fn: 'hello', Kind: 'timer' }
    expect(keys('one', timer)).not.toBe(keys('two', timer))
    expect(keys('one', timer)).toBe(keys('one', { ...timer, Qualifier: '2' }))
  })
})
