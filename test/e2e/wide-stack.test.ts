import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/fnx.ts'
import { running } from '../support/running.ts'

it('deploys, replaces and removes a stack of many services, nested and custom resources', async () => {
  const { cwd, ok, tables, requests } = await running({})
  cpSync(join(root, 'test', 'fixtures', 'stacks', 'aws-wide'), cwd, { recursive: true })
  const deploy = ['deploy', '--local', '--yes', '--stack-name', 'wide']
  const second = [...deploy, '--parameter-overrides', 'Generation=2']
  const changes = async (): Promise<number> => (await requests()).filter(({ mutates }) => mutates).length
  for (const args of [deploy, second]) {
    await ok(...args)
    const made = await changes()
    await ok(...args)
    expect(await changes()).toBe(made)
  }
  expect(Object.keys(await tables(/^aws\.sqs\./)).join()).toContain('fnx-crash-2')
  await ok('remove', '--local', '--yes', '--stack-name', 'wide')
  expect(Object.keys(await tables(/^aws\.(sqs|sns|dynamodb|lambda|iam|s3)\./))).toEqual([])
})
