import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readGood, saveGood } from '../../src/state/good.ts'
import { fakeStack } from '../support/fake-resolver.ts'
import { temporaryFolder } from '../support/temporary.ts'

test('readGood() gives what saveGood() kept, and nothing before', async () => {
  const dir = `${temporaryFolder()}/state`
  expect(await readGood(dir)).toBeUndefined()
  const good = { stack: fakeStack({ A: { type: 'Fake::Queue' } }), artifacts: { A: 'hash' } }
  await saveGood(dir, good)
  expect(await readGood(dir)).toEqual(good)
})

test('readGood() refuses a damaged file', async () => {
  const dir = temporaryFolder()
  writeFileSync(`${dir}/good.json`, '{}')
  await expect(readGood(dir)).rejects.toThrow('E7003')
})
