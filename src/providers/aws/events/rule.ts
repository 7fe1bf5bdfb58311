import { FnxError } from '../../../model/diagnostic.ts'
import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { Call, Members, Session } from '../../kit/call.ts'
import { jsonText, toMembers } from '../../kit/form.ts'
import type { Identifier } from '../../kit/identifier.ts'
import { allPages } from '../../kit/pages.ts'
import { type Change, settings } from '../../kit/parts.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'

type Rules = Session<AwsClient, CallName<'events'>>

const fields = ['Description', 'EventPattern', 'RoleArn', 'ScheduleExpression', 'State']

/** The physical ID is the name, after `bus|` where the template names a bus, by its name or by its ARN. */
const identifier: Identifier = {
  takes: ['EventBusName'],
  of: ({ name, properties: { EventBusName } }) =>
    EventBusName === undefined ? name : `${text(EventBusName)}|${name}`,
  key(id) {
    const [bus = '', name] = id.split('|')
    return name === undefined ? { Name: bus } : { Name: name, EventBusName: bus }
  },
}

/** A rule of EventBridge with its targets. */
export const rule: ResourceType<AwsClient> = made('events', {
  type: 'AWS::Events::Rule',
  naming: { max: 64, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  partOf: ['EventBusName'],
  id: identifier,
  form: {
    codecs: { EventPattern: jsonText },
    // Of a target the members for ECS alone have other names in the API (PutTargets).
    names: {
      'Targets.EcsParameters.CapacityProviderStrategy.Base': 'base',
      'Targets.EcsParameters.CapacityProviderStrategy.CapacityProvider': 'capacityProvider',
      'Targets.EcsParameters.CapacityProviderStrategy.Weight': 'weight',
      'Targets.EcsParameters.NetworkConfiguration.AwsVpcConfiguration': 'awsvpcConfiguration',
      'Targets.EcsParameters.PlacementConstraints.Expression': 'expression',
      'Targets.EcsParameters.PlacementConstraints.Type': 'type',
      'Targets.EcsParameters.PlacementStrategies': 'PlacementStrategy',
      'Targets.EcsParameters.PlacementStrategies.Field': 'field',
      'Targets.EcsParameters.PlacementStrategies.Type': 'type',
      'Targets.EcsParameters.TagList': 'Tags',
    },
  },
  create: { call: 'PutRule', takes: fields, overwrites: true },
  parts: [
    // What PutRule does not name is emptied: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    settings({ call: 'PutRule', takes: fields, resets: { State: 'ENABLED' } }),
    { takes: ['Targets'], calls: targetCalls },
  ],
  tags: {
    ...resourceTags(arnMember),
    list: async ({ ask }, { Arn }) =>
      readTags((await ask('ListTagsForResource', { ResourceARN: Arn }))?.Tags),
  },
  async show(session, known) {
    const live = await session.ask('DescribeRule')
    if (live === undefined || known.Targets === undefined) return live && { live }
    return { live: { ...live, Targets: (await targetsOf(session)) ?? [] } }
  },
  answered: true,
  attributes: ({ id, live }) => ({
    Arn: live.RuleArn ?? live.Arn ?? '',
    RuleName: text(record(identifier.key(id) as Properties).Name) ?? '',
  }),
  delete: {
    call: 'DeleteRule',
    async before(session) {
      const ids = idsOf({ Targets: (await targetsOf(session)) ?? [] })
      for (const call of removals(session.key, ids)) await session.send(call)
    },
  },
})

async function arnMember({ ask }: Rules): Promise<Members> {
  return { ResourceARN: (await ask('DescribeRule'))?.Arn }
}

/** Names a rule in the calls on its targets. */
function ruleOf({ Name, ...bus }: Members): Members {
  return { Rule: Name, ...bus }
}

function targetsOf({ ask, key }: Rules) {
  return allPages(ask, {
    action: 'ListTargetsByRule',
    members: ruleOf(key),
    items: 'Targets',
    token: 'NextToken',
  })
}

function targetCalls({ key, now, before, form }: Change): readonly Call<CallName<'events'>>[] {
  const left = idsOf(before).filter(id => !idsOf(now).includes(id))
  const members = { ...ruleOf(key), ...toMembers(now, form) }
  const puts = list(now.Targets).length === 0 ? [] : [{ action: 'PutTargets', members, refuse } as const]
  return [...puts, ...removals(key, left)]
}

function removals(key: Members, ids: readonly string[]): readonly Call<CallName<'events'>>[] {
  if (ids.length === 0) return []
  return [{ action: 'RemoveTargets', members: { ...ruleOf(key), Ids: ids }, forgiving: true, refuse }]
}

function idsOf({ Targets }: Properties): readonly string[] {
  return list(Targets).map(target => String(record(target).Id))
}

// The call answers 200 even where single targets were refused.
function refuse({ FailedEntryCount = 0, FailedEntries }: Properties): void {
  if (FailedEntryCount === 0) return
  const reasons = list(FailedEntries).map(entry => text(record(entry).ErrorMessage) ?? 'no reason given')
  throw new FnxError({
    code: 'E6205',
    message: `Targets of a rule were refused: ${reasons.join('; ')}.`,
    hint: 'Correct the targets that the reasons name, then deploy again.',
  })
}
