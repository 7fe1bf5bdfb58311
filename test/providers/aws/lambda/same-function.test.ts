import { describe, expect, it } from 'vitest'
import { isSameFunction } from '../../../../src/providers/aws/lambda/same-function.ts'

const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:hello'

describe('isSameFunction()', () => {
  it.each([
    ['hello', arn],
    ['000000000000:function:hello', arn],
    [arn, arn],
    ['hello:live', `${arn}:live`],
    [`${arn}:live`, `${arn}:live`],
  ])('takes %s for the function of %s', (named, found) => {
    expect(isSameFunction(named, found)).toBe(true)
  })

  it.each([
    ['bye', arn],
    ['hello', `${arn}:live`],
    ['hello:live', arn],
    ['hello', arn.replace(':hello', ':say-hello')],
  ])('does not take %s for that of %s', (named, found) => {
    expect(isSameFunction(named, found)).toBe(false)
  })
})
