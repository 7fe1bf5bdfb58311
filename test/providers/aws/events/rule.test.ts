import { describe, expect, it } from 'vitest'
import { rule } from '../../../../src/providers/aws/events/rule.ts'
import { recordedCloud, sdkError } from '../../../support/recorded-cloud.ts'
import { inputOf, stateOf } from '../aws-cloud.ts'

const Arn = 'arn:aws:events:eu-central-1:111122223333:rule/tick'
const missing = sdkError('ResourceNotFoundException')
const properties = { EventBusName: 'default', ScheduleExpression: 'rate(1 day)' }

describe('a rule', () => {
  it('on the bus default has the ARN that EventBridge answers, which does not name the bus', async () => {
    const { client } = recordedCloud({ DescribeRule: missing, PutRule: { RuleArn: Arn } })
    const { physicalId, attributes } = await rule.create(client, inputOf('tick', properties))
    expect({ physicalId, ...attributes }).toMatchObject({ physicalId: 'default|tick', Arn, RuleName: 'tick' })
  })

  it('has the same ARN when it is read or updated', async () => {
    const { client } = recordedCloud({ DescribeRule: { Name: 'tick', Arn }, PutRule: { RuleArn: Arn } })
    const state = stateOf(rule.type, 'default|tick', inputOf('tick', properties))
    expect((await rule.read(client, state))?.attributes).toMatchObject({ Arn })
    const change = inputOf('tick', { ...properties, Description: 'x' }, { before: properties })
    expect((await rule.update(client, 'default|tick', change)).attributes).toMatchObject({ Arn })
  })

  it('is named on a bus that the template gives by its ARN', async () => {
    const bus = 'arn:aws:events:eu-central-1:111122223333:event-bus/orders'
    const RuleArn = 'arn:aws:events:eu-central-1:111122223333:rule/orders/tick'
    const { client, calls } = recordedCloud({ DescribeRule: missing, PutRule: { RuleArn } })
    const made = await rule.create(client, inputOf('tick', { ...properties, EventBusName: bus }))
    expect(made.attributes).toMatchObject({ Arn: RuleArn, RuleName: 'tick' })
    expect(calls.at(-1)?.members).toMatchObject({ Name: 'tick', EventBusName: bus })
  })

  it('writes the members of a target for ECS as PutTargets takes them', async () => {
    const { client, calls } = recordedCloud({ DescribeRule: missing, PutRule: { RuleArn: Arn } })
    const EcsParameters = {
      TaskDefinitionArn: 'arn:task',
      NetworkConfiguration: { AwsVpcConfiguration: { Subnets: ['a'] } },
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1, Base: 2 }],
      PlacementStrategies: [{ Field: 'cpu', Type: 'binpack' }],
      TagList: [{ Key: 'a', Value: 'b' }],
    }
    await rule.create(client, inputOf('tick', { ...properties, Targets: [{ Id: 'one', EcsParameters }] }))
    expect(calls.find(({ action }) => action === 'PutTargets')?.members.Targets).toEqual([
      {
        Id: 'one',
        EcsParameters: {
          TaskDefinitionArn: 'arn:task',
          NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['a'] } },
          CapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 2 }],
          PlacementStrategy: [{ field: 'cpu', type: 'binpack' }],
          Tags: [{ Key: 'a', Value: 'b' }],
        },
      },
    ])
  })

  it('drops the targets of every page when it is deleted', async () => {
    const { client, calls } = recordedCloud({
      ListTargetsByRule: ({ NextToken }) =>
        NextToken === undefined
          ? { Targets: [{ Id: 'one' }], NextToken: 'next' }
          : { Targets: [{ Id: 'two' }] },
    })
    await rule.delete(client, stateOf(rule.type, 'tick', inputOf('tick', properties)), { empty: false })
    expect(calls.find(({ action }) => action === 'RemoveTargets')?.members.Ids).toEqual(['one', 'two'])
  })

  it('says why EventBridge refused a target', async () => {
    const { client } = recordedCloud({
      DescribeRule: missing,
      PutRule: { RuleArn: Arn },
      PutTargets: {
        FailedEntryCount: 1,
        FailedEntries: [{ TargetId: 'one', ErrorMessage: 'no such function' }],
      },
    })
    const targets = [{ Id: 'one', Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:no' }]
    const create = rule.create(client, inputOf('tick', { ...properties, Targets: targets }))
    await expect(create).rejects.toThrow('no such function')
  })
})
