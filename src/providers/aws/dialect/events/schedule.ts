import { getAtt } from '../calls.ts'
import { shapeOf } from '../shape.ts'
import { deadLetters } from './dead-letters.ts'
import { permission } from './permission.ts'
import { rule, ruleTarget, stateOf } from './rule.ts'
import type { FunctionTrigger } from './trigger.ts'

/** A rule of EventBridge that calls a function by the clock. */
export const schedule: FunctionTrigger = {
  event: 'Schedule',
  shape: shapeOf({
    text: 'Schedule* RuleName Input State Name Description',
    flag: 'Enabled',
    map: 'DeadLetterConfig RetryPolicy',
  }),
  expand(event, target) {
    const { Schedule, Name, Description } = event.properties
    const arn = getAtt(event.id, 'Arn')
    const letters = deadLetters(event, target.passed, arn)
    const parts = { Arn: target.arn, ...(letters && { DeadLetterConfig: { Arn: letters.arn } }) }
    const properties = {
      ScheduleExpression: Schedule,
      State: stateOf(event),
      Name,
      Description,
      Targets: [ruleTarget(event, 'LambdaTarget', parts)],
    }
    const caller = { id: event.id, principal: 'events.amazonaws.com', arn }
    return [rule(event.id, properties, target.passed), ...(letters?.made ?? []), permission(target, caller)]
  },
}
