import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readLastGoodDeployment, saveLastGoodDeployment } from '../../src/state/last-good-deployment.ts'
import { fakeStack } from '../support/fake-resolver.ts'
import { temporaryFolder } from '../support/temporary.ts'

const owner = { stack: 'shop', stage: 'dev', target: 'local', provider: 'fake' }

test('readGood() gives what saveGood() kept, and nothing before', async () => {
  const dir = `${temporaryFolder()}/state`
  expect(await readLastGoodDeployment(dir, owner)).toBeUndefined()
  const good = { stack: fakeStack({ A: { type: 'Fake::Queue' } }), artifacts: { A: 'hash' } }
  await saveLastGoodDeployment(dir, owner, good)
  expect(await readLastGoodDeployment(dir, owner)).toEqual(good)
})

test('readGood() refuses a damaged file', async () => {
  const dir = temporaryFolder()
  writeFileSync(`${dir}/good.json`, '{}')
  await expect(readLastGoodDeployment(dir, owner)).rejects.toThrow('E7003')
})

test.each(['stack', 'stage', 'target', 'provider'])('readGood() refuses that of another %s', async part => {
  const dir = temporaryFolder()
  await saveLastGoodDeployment(dir, owner, { stack: fakeStack({}), artifacts: {} })
  await expect(readLastGoodDeployment(dir, { ...owner, [part]: 'other' })).rejects.toThrow('E7006')
})

test('readGood() refuses one in which something was changed, and reads one of an fnx that kept no checksum', async () => {
  const dir = temporaryFolder()
  const good = { stack: fakeStack({ A: { type: 'Fake::Queue' } }), artifacts: { A: 'hash' } }
  await saveLastGoodDeployment(dir, owner, good)
  const text = readFileSync(`${dir}/good.json`, 'utf8')
  writeFileSync(`${dir}/good.json`, text.replace('"hash"', '"hush"'))
  await expect(readLastGoodDeployment(dir, owner)).rejects.toThrow('E7003')
  writeFileSync(`${dir}/good.json`, JSON.stringify(good))
  expect(await readLastGoodDeployment(dir, owner)).toEqual(good)
})
