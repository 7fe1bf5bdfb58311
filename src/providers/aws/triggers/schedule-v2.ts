import type { Properties, Value } from '../../../model/value.ts'
import { getAtt, given, present } from '../dialect/calls.ts'
import { sendTo, startExecution, trust } from '../dialect/iam.ts'
import { refuseEvent } from '../dialect/refusal.ts'
import { shapeOf } from '../dialect/shape.ts'
import type { Made } from '../dialect/work.ts'
import { deadLetters } from './dead-letters.ts'
import type { EventSource, FunctionTrigger, MachineTrigger } from './trigger.ts'

const shape = shapeOf({
  text:
    'PermissionsBoundary ScheduleExpression* Name State Description StartDate EndDate ' +
    'ScheduleExpressionTimezone GroupName KmsKeyArn Input RoleArn',
  map: 'FlexibleTimeWindow DeadLetterConfig RetryPolicy',
  flag: 'OmitName!',
})

/** A schedule of EventBridge Scheduler that calls a function. */
export const scheduleV2: FunctionTrigger = {
  event: 'ScheduleV2',
  shape,
  expand: (event, target) => scheduled(event, target, sendTo('Lambda', target.arn, event.id)),
}

/** A schedule of EventBridge Scheduler that starts a state machine. */
export const machineScheduleV2: MachineTrigger = {
  event: 'ScheduleV2',
  shape,
  expand: (event, target) => scheduled(event, target, startExecution(target.arn, event.id)),
}

interface Aim {
  readonly arn: Value
  readonly passed: Properties
}

function scheduled(
  event: EventSource,
  { arn, passed }: Aim,
  policy: Properties | undefined,
): readonly Made[] {
  const { properties } = event
  const letters = deadLetters(event, passed)
  const roleId = `${event.id}Role`
  const role = given(properties.RoleArn) ? properties.RoleArn : getAtt(roleId, 'Arn')
  const schedule: Made = {
    id: event.id,
    type: 'AWS::Scheduler::Schedule',
    properties: present({
      ...Object.fromEntries(copied.map(name => [name, properties[name]])),
      State: given(properties.State) ? properties.State : undefined,
      Name: nameOf(event),
      FlexibleTimeWindow: given(properties.FlexibleTimeWindow)
        ? properties.FlexibleTimeWindow
        : { Mode: 'OFF' },
      Target: present({
        Arn: arn,
        RoleArn: role,
        Input: properties.Input,
        DeadLetterConfig: letters && { Arn: letters.arn },
        RetryPolicy: properties.RetryPolicy,
      }),
    }),
    attributes: passed,
  }
  const made = [schedule, ...(letters?.made ?? [])]
  if (given(properties.RoleArn)) return made
  const sends = letters === undefined ? undefined : sendTo('SQS', letters.arn, event.id)
  const boundary = properties.PermissionsBoundary
  return [
    ...made,
    {
      id: roleId,
      type: 'AWS::IAM::Role',
      properties: present({
        AssumeRolePolicyDocument: trust('scheduler.amazonaws.com'),
        Policies: [policy, sends].filter(item => item !== undefined),
        PermissionsBoundary: given(boundary) ? boundary : undefined,
      }),
      attributes: passed,
    },
  ]
}

const copied = [
  'ScheduleExpression',
  'Description',
  'StartDate',
  'EndDate',
  'ScheduleExpressionTimezone',
  'GroupName',
  'KmsKeyArn',
]

function nameOf({ id, place, properties }: EventSource): Value | undefined {
  const { OmitName, Name } = properties
  if (!given(OmitName)) return given(Name) ? Name : id
  if (given(Name)) refuseEvent(place, 'takes Name or OmitName, not both.', ['Properties', 'Name'])
  return undefined
}
