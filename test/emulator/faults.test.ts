import { expect, it } from 'vitest'
import { createFaults, readRule } from '../../src/emulator/faults.ts'

const call = { service: 'iam', operation: 'CreateRole', mutates: true }

it('hit() hits the n-th matching call and as many as told', () => {
  const faults = createFaults()
  faults.add({ operation: 'CreateRole', nth: 2, times: 2, fault: 'throttle' })
  const hits = Array.from({ length: 5 }, () => faults.hit('aws', call)?.fault)
  expect(hits).toEqual([undefined, 'throttle', 'throttle', undefined, undefined])
  expect(faults.list()).toMatchObject([{ seen: 5 }])
})

it.each([
  [{ cloud: 'aliyun' }, false],
  [{ service: 'lambda' }, false],
  [{ operation: 'DeleteRole' }, false],
  [{ mutates: false }, false],
  [{}, true],
  [{ cloud: 'aws', service: 'iam', operation: 'CreateRole', mutates: true }, true],
])('hit() matches %o: %s', (rule, hits) => {
  const faults = createFaults()
  faults.add({ ...rule, fault: 'html' })
  expect(faults.hit('aws', call) !== undefined).toBe(hits)
})

it.each([1, null, {}, { fault: 'boom' }])('readRule() explains that %o is no rule', value => {
  expect(readRule(value)).toBeTypeOf('string')
})

it('readRule() keeps what it knows and drops the rest', () => {
  expect(readRule({ fault: 'slow', ms: 5, nth: '2', other: 1 })).toEqual({ fault: 'slow', ms: 5 })
})
