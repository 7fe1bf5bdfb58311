import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { faultOfSchedule } from '../kit/schedule.ts'
import { fault } from '../protocols/fault.ts'
import { keptTags, tagOperations } from '../protocols/kept-tags.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'
import { keptRules, ruleTable } from './kept.ts'
import { buses, busName, busOf, saveBus } from './wire-buses.ts'
import { parts } from './wire-parts.ts'

const on = targetService('events')

/** EventBridge's calls on rules. */
const rules = [
  on('PutRule', (call, input) => {
    const { Tags, ...fields } = input
    const name = String(input.Name)
    checkRule(input)
    busOf(call, input.EventBusName)
    const key = ruleKey({ Name: name, EventBusName: input.EventBusName ?? 'default' })
    const known = entry(call.store, ruleTable, keyIn(call, key))
    const Arn = arn(call, 'events', `rule/${key}`)
    const tags = known === undefined ? keptTags(Tags) : record(known.tags)
    const rule = {
      State: 'ENABLED',
      ...fields,
      EventBusName: busName(input.EventBusName),
      Arn,
      tags,
      targets: known?.targets ?? {},
    }
    save(call, rule)
    return { RuleArn: Arn }
  }),
  on('DescribeRule', (call, input) => shown(ruleOf(call, input))),
  on('ListRules', (call, { NamePrefix = '', EventBusName }) => ({
    Rules: entriesIn(call, ruleTable)
      .filter(rule => rule.EventBusName === busName(EventBusName))
      .filter(rule => String(rule.Name).startsWith(String(NamePrefix)))
      .map(shown),
  })),
  on('DeleteRule', (call, input) => {
    const rule = entry(call.store, ruleTable, keyIn(call, ruleKey(input)))
    if (rule !== undefined && Object.keys(record(rule.targets)).length > 0)
      throw fault(400, 'ValidationException', "Rule can't be deleted since it has targets.")
    call.store.delete(ruleTable, keyIn(call, ruleKey(input)))
    return {}
  }),
  on('PutTargets', (call, { Rule: Name = '', Targets, ...bus }) => {
    const rule = ruleOf(call, { Name, ...bus })
    const added = list(Targets).map(target => [String(record(target).Id), target] as const)
    save(call, { ...rule, targets: { ...record(rule.targets), ...Object.fromEntries(added) } })
    return { FailedEntryCount: 0, FailedEntries: [] }
  }),
  on('ListTargetsByRule', (call, { Rule: Name = '', ...bus }) => ({
    Targets: Object.values(record(ruleOf(call, { Name, ...bus }).targets)),
  })),
  on('RemoveTargets', (call, { Rule: Name = '', Ids, ...bus }) => {
    const rule = ruleOf(call, { Name, ...bus })
    const kept = Object.entries(record(rule.targets)).filter(([id]) => !list(Ids).includes(id))
    save(call, { ...rule, targets: Object.fromEntries(kept) })
    return { FailedEntryCount: 0, FailedEntries: [] }
  }),
  ...tagOperations(on, {
    tag: 'TagResource',
    untag: 'UntagResource',
    list: 'ListTagsForResource',
    find: (call, { ResourceARN }) => {
      const [, kind, name = ''] = /:(event-bus|rule)\/(.*)$/.exec(String(ResourceARN)) ?? []
      return kind === 'event-bus' ? busOf(call, name) : ruleAt(call, name.replace(/^default\//, ''))
    },
    save: (call, thing) => (thing.Name === undefined ? saveBus(call, thing) : save(call, thing)),
  }),
]

function shown({ targets: _targets, tags: _tags, ...rule }: Properties): Properties {
  return rule
}

function save(call: WireCall, rule: Properties): void {
  call.store.put(ruleTable, keyIn(call, ruleKey(rule)), rule)
}

/** Rules of the default bus are named as they were when there was no other. */
function ruleKey({ Name, EventBusName }: Properties): string {
  const bus = busName(EventBusName)
  return bus === 'default' ? String(Name) : `${bus}/${String(Name)}`
}

function ruleOf(call: WireCall, input: Properties): Properties {
  return ruleAt(call, ruleKey(input))
}

function ruleAt(call: WireCall, key: string): Properties {
  const found = entry(call.store, ruleTable, keyIn(call, key))
  if (found === undefined) throw fault(400, 'ResourceNotFoundException', `Rule ${key} does not exist.`)
  return found
}

function checkRule({ Name, ScheduleExpression, EventPattern, EventBusName }: Properties): void {
  if (ScheduleExpression !== undefined && busName(EventBusName) !== 'default')
    throw fault(400, 'ValidationException', 'ScheduleExpression is supported only on the default event bus.')
  if (!/^[.\w-]{1,64}$/.test(String(Name)))
    throw fault(400, 'ValidationException', `The rule name ${String(Name)} is not valid.`)
  if (ScheduleExpression === undefined && EventPattern === undefined)
    throw fault(
      400,
      'ValidationException',
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    )
  if (ScheduleExpression !== undefined && faultOfSchedule(String(ScheduleExpression)) !== undefined)
    throw fault(400, 'ValidationException', 'Parameter ScheduleExpression is not valid.')
}

/** EventBridge, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: [...rules, ...buses, ...parts],
  kept: keptRules,
  refusal: targetRefusal,
}
