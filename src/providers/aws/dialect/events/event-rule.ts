import { getAtt } from '../calls.ts'
import { shapeOf } from '../shape.ts'
import { deadLetters } from './dead-letters.ts'
import { permission } from './permission.ts'
import { rule, ruleTarget, stateOf } from './rule.ts'
import type { FunctionTrigger } from './trigger.ts'

/** A rule of EventBridge that calls a function for events of a pattern; `CloudWatchEvent` is its older name. */
export const eventRule: FunctionTrigger = {
  event: 'EventBridgeRule',
  shape: shapeOf({
    text: 'EventBusName RuleName Input InputPath State',
    map: 'Pattern DeadLetterConfig RetryPolicy Target InputTransformer',
    flag: 'Enabled',
  }),
  expand(event, target) {
    const { EventBusName, Pattern, RuleName } = event.properties
    const arn = getAtt(event.id, 'Arn')
    const letters = deadLetters(event, target.passed, arn)
    const parts = { Arn: target.arn, ...(letters && { DeadLetterConfig: { Arn: letters.arn } }) }
    const properties = {
      EventBusName,
      EventPattern: Pattern,
      Name: RuleName,
      State: stateOf(event),
      Targets: [ruleTarget(event, 'LambdaTarget', parts)],
    }
    const caller = { id: event.id, principal: 'events.amazonaws.com', arn }
    return [...(letters?.made ?? []), rule(event.id, properties, target.passed), permission(target, caller)]
  },
}
