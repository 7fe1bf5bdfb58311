import { expect, it } from 'vitest'
import { hintOf } from '../../src/emulator/hints.ts'
import type { FailureKind } from '../../src/model/contract.ts'
import { fakeSpec } from '../support/fake-wire.ts'

const told = (errorMessage: string, kind: FailureKind = 'init') =>
  hintOf(fakeSpec(), {
    ...{ requestId: '', log: '', duration: 0, memoryUsed: 0, failure: { kind, type: '' } },
    payload: Buffer.from(JSON.stringify({ errorMessage })),
  })?.message

it.each([
  ["Cannot find module 'zz'\nRequire stack:", 'Hello asks for the module "zz", which is not in its code.'],
  [
    "Cannot find package '@a/b' imported from /var/task/x.mjs",
    'Hello asks for the module "@a/b", which is not in its code.',
  ],
  [
    "Unable to import module 'app': No module named 'requests'",
    'Hello asks for the module "requests", which is not in its code.',
  ],
  ["SyntaxError: Unexpected token 'export'", 'Hello has an ES module in a file that is read as CommonJS.'],
  ['exports is not defined in ES module scope', 'Hello has CommonJS in a file that is read as an ES module.'],
  [
    "EROFS: read-only file system, open '/var/task/x'",
    'Hello writes where the clouds let no function write.',
  ],
])('hintOf() explains %j', (error, message) => {
  expect(told(error)).toBe(message)
})

it('hintOf() says nothing of what the code itself lacks, nor of other failures', () => {
  expect(told("Cannot find module './mine'")).toBeUndefined()
  expect(told("Cannot find module '/var/task/mine'")).toBeUndefined()
  expect(told('boom')).toBeUndefined()
  expect(told("Cannot find module 'zz'", 'timeout')).toBeUndefined()
})
