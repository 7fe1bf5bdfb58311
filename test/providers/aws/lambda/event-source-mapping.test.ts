import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { eventSourceMapping } from '../../../../src/providers/aws/lambda/event-source-mapping.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf, tagsOf } from '../aws-cloud.ts'

const fn = 'arn:aws:lambda:eu-central-1:111122223333:function:hello'
const queue = 'arn:aws:sqs:eu-central-1:111122223333:orders'
const kept = { FunctionName: 'hello', EventSourceArn: queue }
const sought = { ...inputOf('', kept), since: '2026-01-01T00:00:00.000Z' }

/** A cloud that lists mappings, each with the instance that it is of. */
function cloudWith(mappings: readonly Properties[]) {
  return recordedCloud({
    ListEventSourceMappings: { EventSourceMappings: mappings.map(({ instance: _, ...mapping }) => mapping) },
    ListTags: ({ Resource }) => {
      const found = mappings.find(({ UUID }) => String(Resource).endsWith(String(UUID)))
      return { Tags: tagsOf(String(found?.instance)) }
    },
  })
}

describe('an event source mapping', () => {
  it('is waited for until it is enabled', async () => {
    const states = ['Creating', 'Enabling', 'Enabled']
    const { client, calls } = recordedCloud({
      CreateEventSourceMapping: { UUID: 'one', State: 'Creating' },
      GetEventSourceMapping: () => ({ UUID: 'one', State: states.shift() ?? 'Enabled' }),
    })
    const made = await eventSourceMapping.create(client, inputOf('', kept))
    expect(made.physicalId).toBe('one')
    expect(made.attributes).toMatchObject({ Ref: 'one', Id: 'one' })
    expect(calls.filter(({ action }) => action === 'GetEventSourceMapping')).toHaveLength(3)
  })

  it.each([
    [queue, 10],
    ['arn:aws:kinesis:eu-central-1:111122223333:stream/orders', 100],
  ])('of %s goes back to batches of %i', async (EventSourceArn, BatchSize) => {
    const { client, calls } = recordedCloud({ GetEventSourceMapping: { State: 'Enabled' } })
    const before = { FunctionName: 'hello', EventSourceArn, BatchSize: 7, Enabled: false }
    await eventSourceMapping.update(
      client,
      'one',
      inputOf('', { FunctionName: 'hello', EventSourceArn }, { before }),
    )
    expect(calls.find(({ action }) => action === 'UpdateEventSourceMapping')?.members).toEqual({
      UUID: 'one',
      FunctionName: 'hello',
      BatchSize,
      Enabled: true,
    })
  })

  it('is found among those of its function by its tags', async () => {
    const { client } = cloudWith([
      { UUID: 'other', EventSourceArn: queue, FunctionArn: fn, instance: 'zyxw9876' },
      { UUID: 'mine', EventSourceArn: queue, FunctionArn: fn, instance: 'abcd1234' },
    ])
    expect(await eventSourceMapping.find(client, sought)).toBe('mine')
  })

  it('is not taken from others, nor told from one that reads other topics', async () => {
    const other = { UUID: 'other', EventSourceArn: queue, FunctionArn: fn, instance: 'zyxw9876' }
    await expect(eventSourceMapping.find(cloudWith([other]).client, sought)).rejects.toThrow('not made by')
    const apart = { ...other, Topics: ['returns'] }
    expect(await eventSourceMapping.find(cloudWith([apart]).client, sought)).toBeUndefined()
  })

  it('is gone only when AWS no longer shows it', async () => {
    const left = [{ State: 'Deleting' }, { State: 'Deleting' }]
    const { client, calls } = recordedCloud({
      GetEventSourceMapping: () =>
        left.shift() ?? Object.assign(new Error('gone'), { name: 'ResourceNotFoundException' }),
    })
    const known = { physicalId: 'one', instance: 'abcd1234', properties: kept } as never // no more is looked at
    await eventSourceMapping.delete(client, known, { empty: false })
    expect(calls.map(({ action }) => action)).toEqual([
      'DeleteEventSourceMapping',
      ...Array.from({ length: 3 }, () => 'GetEventSourceMapping'),
    ])
  })
})
