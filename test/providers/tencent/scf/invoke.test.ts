import { describe, expect, it } from 'vitest'
import type { InvokeOutcome } from '../../../../src/model/contract.ts'
import { loadTypes, typeNames } from '../../../../src/model/service.ts'
import { provider } from '../../../../src/providers/tencent/provider.ts'
import { invoke } from '../../../../src/providers/tencent/scf/invoke.ts'
import { artifactOf, inputOf, tencentCloud } from '../tencent-cloud.ts'

const resources = await loadTypes(provider, typeNames(provider))

async function withFunction(options: Parameters<typeof tencentCloud>[0]) {
  const cloud = await tencentCloud(options)
  const type = resources.find(({ type }) => type === 'TencentCloud::SCF::Function')
  const artifact = artifactOf('x')
  const properties = {
    Code: { 'Fnx::Artifact': artifact.hash },
    Handler: 'index.main',
    Runtime: 'Nodejs18.15',
  }
  await type?.create(cloud.client, inputOf('hello', properties, { artifact }))
  return cloud.client
}

const outcome: InvokeOutcome = {
  requestId: 'r-1',
  payload: Buffer.from('{"ok":true}'),
  log: 'START\nEND\n',
  duration: 1,
  memoryUsed: 10,
}

describe('invoke()', () => {
  it('gives what the function gives', async () => {
    const asked: string[] = []
    const client = await withFunction({
      invoke: async (id, payload) => {
        asked.push(`${id} ${Buffer.from(payload)}`)
        return outcome
      },
    })
    const { payload, failed, requestId, log } = await invoke(client, 'default|hello', Buffer.from('{"a":1}'))
    expect(asked).toEqual(['default|hello {"a":1}'])
    expect({ payload: Buffer.from(payload).toString(), failed, requestId, log }).toEqual({
      payload: '{"ok":true}',
      failed: false,
      requestId: 'r-1',
      log: 'START\nEND\n',
    })
  })

  it('says that the function failed', async () => {
    const client = await withFunction({
      invoke: async () => ({
        ...outcome,
        payload: Buffer.from('{"errorCode":-1}'),
        failure: { kind: 'handler', type: 'x' },
      }),
    })
    const { payload, failed } = await invoke(client, 'default|hello', Buffer.from('{}'))
    expect({ payload: Buffer.from(payload).toString(), failed }).toEqual({
      payload: '{"errorCode":-1}',
      failed: true,
    })
  })
})
