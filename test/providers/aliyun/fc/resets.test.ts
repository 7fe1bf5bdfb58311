import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { fn } from '../../../../src/providers/aliyun/fc/function.ts'
import { trigger } from '../../../../src/providers/aliyun/fc/trigger.ts'
import { role } from '../../../../src/providers/aliyun/ram/role.ts'
import { aliyunCloud, artifactOf, inputOf } from '../aliyun-cloud.ts'

const artifact = artifactOf('one')
const bare: Properties = {
  Code: { 'Fnx::Artifact': artifact.hash },
  Handler: 'index.handler',
  Runtime: 'nodejs20',
}
const full: Properties = {
  ...bare,
  Cpu: 1,
  Description: 'Says hello',
  DiskSize: 10240,
  EnvironmentVariables: { NAME: 'x' },
  InternetAccess: false,
  LogConfig: { Project: 'shop', Logstore: 'logs' },
  MemorySize: 2048,
  Timeout: 60,
  VpcConfig: { VpcId: 'vpc-1', VSwitchIds: ['vsw-1'], SecurityGroupId: 'sg-1' },
}

describe('what leaves the template', () => {
  it('of a function goes back to what Function Compute has for it', async () => {
    const { client } = await aliyunCloud()
    await fn.create(client, inputOf('hello', full, { artifact }))
    await fn.update(client, 'hello', inputOf('hello', bare, { artifact, before: full }))
    const live = await client.call('fc', 'GetFunction', { functionName: 'hello' })
    expect(live).toMatchObject({
      cpu: 0.25,
      diskSize: 512,
      internetAccess: true,
      memorySize: 512,
      timeout: 3,
    })
    for (const name of ['description', 'environmentVariables', 'logConfig', 'vpcConfig'])
      expect(live).not.toHaveProperty(name)
  })

  it('of a trigger and a role goes back to what is documented', async () => {
    const { client } = await aliyunCloud()
    await fn.create(client, inputOf('hello', bare, { artifact }))
    const plain = {
      FunctionName: 'hello',
      TriggerType: 'http',
      TriggerConfig: { authType: 'anonymous', methods: ['GET'] },
    }
    const named = { ...plain, Qualifier: 'prod', Description: 'Web' }
    await trigger.create(client, inputOf('web', named))
    await trigger.update(client, 'hello|web', inputOf('web', plain, { before: named }))
    const live = await client.call('fc', 'GetTrigger', { functionName: 'hello', triggerName: 'web' })
    expect(live).toMatchObject({ qualifier: 'LATEST', description: '(fnx abcd1234)' })
    const trust = {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['fc.aliyuncs.com'] } }],
    }
    const own = { AssumeRolePolicyDocument: trust, Description: 'Runs', MaxSessionDuration: 7200 }
    await role.create(client, inputOf('runner', own))
    await role.update(
      client,
      'runner',
      inputOf('runner', { AssumeRolePolicyDocument: trust }, { before: own }),
    )
    const { Role } = await client.call('ram', 'GetRole', { RoleName: 'runner' })
    expect(Role).toMatchObject({ MaxSessionDuration: 3600, Description: '(fnx abcd1234)' })
  })
})
