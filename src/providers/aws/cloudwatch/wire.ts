import type { WireCall } from '../../../model/operation.ts'
import { list, type Properties, text } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { keptTags, tagOperations } from '../protocols/kept-tags.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusalOf, targetService } from '../protocols/target.ts'

/** The table of alarms. */
export const alarmTable = 'aws.cloudwatch.alarms'

const protocol = { version: '1.0' } as const
const on = targetService('monitoring', protocol)

/** CloudWatch's calls on alarms: they are kept, and nothing is measured. */
const alarms = [
  on('PutMetricAlarm', (call, { Tags, ...asked }) => {
    const name = String(asked.AlarmName)
    const known = entry(call.store, alarmTable, keyIn(call, name))
    const own = { name, arn: arn(call, 'cloudwatch', `alarm:${name}`) }
    save(call, { ...own, asked, tags: known?.tags ?? keptTags(Tags) })
    return {}
  }),
  on('DescribeAlarms', (call, { AlarmNames, AlarmNamePrefix = '' }) => {
    const names = AlarmNames === undefined ? undefined : list(AlarmNames)
    const found = entriesIn(call, alarmTable).filter(({ name = '' }) =>
      names === undefined ? String(name).startsWith(String(AlarmNamePrefix)) : names.includes(name),
    )
    return { MetricAlarms: found.map(shown), CompositeAlarms: [] }
  }),
  on('DeleteAlarms', (call, { AlarmNames }) => {
    const keys = list(AlarmNames).map(name => keyIn(call, String(name)))
    if (keys.some(key => entry(call.store, alarmTable, key) === undefined))
      throw fault(404, 'ResourceNotFound', 'An alarm does not exist.')
    for (const key of keys) call.store.delete(alarmTable, key)
    return {}
  }),
  ...tagOperations(on, {
    tag: 'TagResource',
    untag: 'UntagResource',
    list: 'ListTagsForResource',
    find(call, { ResourceARN }) {
      const name = text(ResourceARN)?.replace(/^.*?:alarm:/, '') ?? ''
      const found = entry(call.store, alarmTable, keyIn(call, name))
      if (found === undefined) throw fault(404, 'ResourceNotFoundException', `Unknown: ${name}`)
      return found
    },
    save,
  }),
]

function shown({ asked, arn: AlarmArn = '' }: Properties): Properties {
  const fields = { ActionsEnabled: true, OKActions: [], AlarmActions: [], InsufficientDataActions: [] }
  return { ...fields, StateValue: 'INSUFFICIENT_DATA', ...Object(asked), AlarmArn }
}

function save(call: WireCall, found: Properties): void {
  call.store.put(alarmTable, keyIn(call, String(found.name)), found)
}

/** CloudWatch, as the local cloud answers it. */
export const wire: AwsWire = { operations: alarms, refusal: targetRefusalOf(protocol) }
