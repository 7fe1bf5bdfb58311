import type { ResourceType } from '../../../model/provider.ts'
import type { Value } from '../../../model/value.ts'
import { text } from '../../../model/value.ts'
import type { Codec } from '../../kit/form.ts'
import type { Identifier } from '../../kit/identifier.ts'
import type { Mark } from '../../kit/ownership.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'

const fields = [
  'Description',
  'EndDate',
  'FlexibleTimeWindow',
  'KmsKeyArn',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'StartDate',
  'State',
  'Target',
]

/** The physical ID is the name, after `group|` where the template names a group. */
const identifier: Identifier = {
  takes: ['GroupName'],
  of: ({ name, properties: { GroupName } }) =>
    GroupName === undefined ? name : `${text(GroupName)}|${name}`,
  key(id) {
    const [group = '', name] = id.split('|')
    return name === undefined ? { Name: group } : { Name: name, GroupName: group }
  },
}

/** The SDK takes a point in time as a date, and the service may show it in another writing. */
const date: Codec = {
  write: value => dateOf(value) as unknown as Value, // a date goes into the call alone
  read: (live, known) => (dateOf(live).getTime() === dateOf(known).getTime() ? known : live),
}

function dateOf(value: Value): Date {
  return new Date(String(value))
}

const mark: Mark = {
  property: 'Description',
  write: instance => `[fnx:${instance}]`,
  pattern: / ?\[fnx:([a-z0-9]+)\]$/,
}

/** A schedule of EventBridge Scheduler. It has no tags: its description ends with the instance. */
export const schedule: ResourceType<AwsClient> = made('scheduler', {
  type: 'AWS::Scheduler::Schedule',
  naming: { max: 64, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  partOf: ['GroupName'],
  id: identifier,
  form: {
    codecs: { EndDate: date, StartDate: date },
    // Of a target the members for ECS alone have other names in the API.
    names: {
      'Target.EcsParameters.CapacityProviderStrategy.Base': 'base',
      'Target.EcsParameters.CapacityProviderStrategy.CapacityProvider': 'capacityProvider',
      'Target.EcsParameters.CapacityProviderStrategy.Weight': 'weight',
      'Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration': 'awsvpcConfiguration',
      'Target.EcsParameters.PlacementConstraints.Expression': 'expression',
      'Target.EcsParameters.PlacementConstraints.Type': 'type',
      'Target.EcsParameters.PlacementStrategy.Field': 'field',
      'Target.EcsParameters.PlacementStrategy.Type': 'type',
    },
  },
  create: { call: 'CreateSchedule', takes: fields },
  // What UpdateSchedule does not name goes back to its default: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html
  parts: [settings({ call: 'UpdateSchedule', takes: fields })],
  replaces: { GroupName: 'a schedule stays in its group' },
  mark,
  async show({ ask }) {
    const live = await ask('GetSchedule')
    return live && { live }
  },
  answered: true,
  attributes: ({ id, live }) => ({
    Ref: String(identifier.key(id).Name),
    Arn: live.ScheduleArn ?? live.Arn ?? '',
  }),
  delete: { call: 'DeleteSchedule' },
})
