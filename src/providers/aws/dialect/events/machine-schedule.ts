import { getAtt } from '../calls.ts'
import { shapeOf } from '../shape.ts'
import { deadLetters } from './dead-letters.ts'
import { machineRole } from './machine-role.ts'
import { rule, ruleTarget, stateOf } from './rule.ts'
import type { MachineTrigger } from './trigger.ts'

/** A rule of EventBridge that starts a state machine by the clock. */
export const machineSchedule: MachineTrigger = {
  event: 'Schedule',
  shape: shapeOf({
    text: 'Schedule* Input State Name Description RoleArn!',
    flag: 'Enabled',
    map: 'Target! DeadLetterConfig RetryPolicy',
  }),
  expand(event, target) {
    const { Schedule, Name, Description, RoleArn = null } = event.properties
    const role = RoleArn === null ? machineRole(event, target, 'events.amazonaws.com') : undefined
    const letters = deadLetters(event, target.passed, getAtt(event.id, 'Arn'))
    const parts = {
      Arn: target.arn,
      RoleArn: role === undefined ? RoleArn : getAtt(role.id, 'Arn'),
      ...(letters && { DeadLetterConfig: { Arn: letters.arn } }),
    }
    const properties = {
      ScheduleExpression: Schedule,
      State: stateOf(event),
      Name,
      Description,
      Targets: [ruleTarget(event, 'StepFunctionsTarget', parts)],
    }
    return [
      rule(event.id, properties, target.passed),
      ...(role === undefined ? [] : [role]),
      ...(letters?.made ?? []),
    ]
  },
}
