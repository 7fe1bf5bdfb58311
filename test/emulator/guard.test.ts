import { expect, it } from 'vitest'
import { isLocalHost, isLocalOrigin, labelOf } from '../../src/emulator/guard.ts'

it.each([
  ['localhost', true],
  ['localhost:3000', true],
  ['LOCALHOST:3000', true],
  ['127.0.0.1:4566', true],
  ['[::1]:4566', true],
  ['api.localhost:3000', true],
  ['evil.example', false],
  ['localhost.evil.example', false],
  ['evillocalhost', false],
  ['', false],
  [undefined, false],
])('isLocalHost() judges %s', (host, local) => {
  expect(isLocalHost(host)).toBe(local)
})

it.each([
  [undefined, true],
  ['http://localhost:8080', true],
  ['http://127.0.0.1:3000', true],
  ['http://[::1]:3000', true],
  ['https://evil.example', false],
  ['http://localhost.evil.example', false],
  ['http://10.0.0.1', false],
  ['file://localhost', false],
  ['null', false],
])('isLocalOrigin() judges %s', (origin, local) => {
  expect(isLocalOrigin(origin)).toBe(local)
})

it('labelOf() gives the first label under localhost', () => {
  expect(labelOf('abc123.localhost:3000')).toBe('abc123')
  expect(labelOf('localhost:3000')).toBeUndefined()
})
