import type { Properties, Value } from '../../../../model/value.ts'
import { getAtt, given, present } from '../calls.ts'
import { sendTo, startExecution, trust } from '../iam.ts'
import { refuseEvent } from '../refusal.ts'
import { shapeOf } from '../shape.ts'
import type { GeneratedResource } from '../transform-context.ts'
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
  aim: Aim,
  policy: Properties | undefined,
): readonly GeneratedResource[] {
  const { RoleArn } = event.properties
  const letters = deadLetters(event, aim.passed)
  const own = roleFor(event, aim.passed, [policy, letters && sendTo('SQS', letters.arn, event.id)])
  const target = present({
    Arn: aim.arn,
    RoleArn: given(RoleArn) ? RoleArn : getAtt(own.id, 'Arn'),
    Input: event.properties.Input,
    DeadLetterConfig: letters && { Arn: letters.arn },
    RetryPolicy: event.properties.RetryPolicy,
  })
  const made = [scheduleOf(event, aim.passed, target), ...(letters?.made ?? [])]
  return given(RoleArn) ? made : [...made, own]
}

function scheduleOf(event: EventSource, attributes: Properties, target: Properties): GeneratedResource {
  const { State, FlexibleTimeWindow } = event.properties
  return {
    id: event.id,
    type: 'AWS::Scheduler::Schedule',
    properties: present({
      ...Object.fromEntries(copied.map(name => [name, event.properties[name]])),
      State: given(State) ? State : undefined,
      Name: nameOf(event),
      FlexibleTimeWindow: given(FlexibleTimeWindow) ? FlexibleTimeWindow : { Mode: 'OFF' },
      Target: target,
    }),
    attributes,
  }
}

function roleFor(
  { id, properties }: EventSource,
  attributes: Properties,
  policies: readonly (Properties | undefined)[],
): GeneratedResource {
  const boundary = properties.PermissionsBoundary
  return {
    id: `${id}Role`,
    type: 'AWS::IAM::Role',
    properties: present({
      AssumeRolePolicyDocument: trust('scheduler.amazonaws.com'),
      Policies: policies.filter(item => item !== undefined),
      PermissionsBoundary: given(boundary) ? boundary : undefined,
    }),
    attributes,
  }
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
