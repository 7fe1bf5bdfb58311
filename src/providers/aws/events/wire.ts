import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { faultOfSchedule } from '../kit/schedule.ts'
import { fault } from '../protocols/fault.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'
import { keptRules, ruleTable } from './kept.ts'

const on = targetService('events')

/** EventBridge's calls on rules of the default bus. */
const rules = [
  on('PutRule', (call, input) => {
    const { Tags, ...fields } = input
    const name = String(input.Name)
    checkRule(input)
    const known = entry(call.store, ruleTable, keyIn(call, name))
    const Arn = arn(call, 'events', `rule/${name}`)
    const tags = known === undefined ? tagMap(Tags) : record(known.tags)
    const rule = {
      State: 'ENABLED',
      EventBusName: 'default',
      ...fields,
      Arn,
      tags,
      targets: known?.targets ?? {},
    }
    call.store.put(ruleTable, keyIn(call, name), rule)
    return { RuleArn: Arn }
  }),
  on('DescribeRule', (call, input) => shown(ruleOf(call, input.Name))),
  on('ListRules', (call, { NamePrefix = '' }) => ({
    Rules: entriesIn(call, ruleTable)
      .filter(rule => String(rule.Name).startsWith(String(NamePrefix)))
      .map(shown),
  })),
  on('DeleteRule', (call, { Name }) => {
    const rule = entry(call.store, ruleTable, keyIn(call, String(Name)))
    if (rule !== undefined && Object.keys(record(rule.targets)).length > 0)
      throw fault(400, 'ValidationException', "Rule can't be deleted since it has targets.")
    call.store.delete(ruleTable, keyIn(call, String(Name)))
    return {}
  }),
  on('PutTargets', (call, { Rule, Targets }) => {
    const rule = ruleOf(call, Rule)
    const added = list(Targets).map(target => [String(record(target).Id), target] as const)
    save(call, { ...rule, targets: { ...record(rule.targets), ...Object.fromEntries(added) } })
    return { FailedEntryCount: 0, FailedEntries: [] }
  }),
  on('ListTargetsByRule', (call, { Rule }) => ({
    Targets: Object.values(record(ruleOf(call, Rule).targets)),
  })),
  on('RemoveTargets', (call, { Rule, Ids }) => {
    const rule = ruleOf(call, Rule)
    const kept = Object.entries(record(rule.targets)).filter(([id]) => !list(Ids).includes(id))
    save(call, { ...rule, targets: Object.fromEntries(kept) })
    return { FailedEntryCount: 0, FailedEntries: [] }
  }),
  on('ListTagsForResource', (call, { ResourceARN }) => {
    const tags = Object.entries(record(ruleOf(call, nameIn(ResourceARN)).tags))
    return { Tags: tags.map(([Key, Value]) => ({ Key, Value })) }
  }),
  on('TagResource', (call, { ResourceARN, Tags }) => {
    const rule = ruleOf(call, nameIn(ResourceARN))
    save(call, { ...rule, tags: { ...record(rule.tags), ...tagMap(Tags) } })
    return {}
  }),
  on('UntagResource', (call, { ResourceARN, TagKeys }) => {
    const rule = ruleOf(call, nameIn(ResourceARN))
    const kept = Object.entries(record(rule.tags)).filter(([key]) => !list(TagKeys).includes(key))
    save(call, { ...rule, tags: Object.fromEntries(kept) })
    return {}
  }),
]

function nameIn(resource: Properties[string] | undefined): string {
  return String(resource).replace(/^.*:rule\/(?:.*\/)?/, '')
}

function tagMap(tags: Properties[string] | undefined): Properties {
  return Object.fromEntries(list(tags).map(tag => [String(record(tag).Key), record(tag).Value ?? '']))
}

function shown({ targets: _targets, tags: _tags, ...rule }: Properties): Properties {
  return rule
}

function save(call: WireCall, rule: Properties): void {
  call.store.put(ruleTable, keyIn(call, String(rule.Name)), rule)
}

function ruleOf(call: WireCall, name: Properties[string] | undefined): Properties {
  const found = entry(call.store, ruleTable, keyIn(call, String(name)))
  if (found === undefined)
    throw fault(400, 'ResourceNotFoundException', `Rule ${String(name)} does not exist on EventBus default.`)
  return found
}

function checkRule({ Name, ScheduleExpression, EventPattern, EventBusName = 'default' }: Properties): void {
  if (EventBusName !== 'default')
    throw fault(501, 'NotImplemented', 'The local cloud knows the default event bus only.')
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
export const wire: AwsWire = { operations: rules, kept: keptRules, refusal: targetRefusal }
