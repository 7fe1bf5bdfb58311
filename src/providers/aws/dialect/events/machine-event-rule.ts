import { getAtt } from '../calls.ts'
import { shapeOf } from '../shape.ts'
import { deadLetters } from './dead-letters.ts'
import { machineRole } from './machine-role.ts'
import { rule, ruleTarget, stateOf } from './rule.ts'
import type { MachineTrigger } from './trigger.ts'

/** A rule of EventBridge that starts a state machine for events of a pattern; `CloudWatchEvent` is its older name. */
export const machineEventRule: MachineTrigger = {
  event: 'EventBridgeRule',
  shape: shapeOf({
    text: 'EventBusName RuleName Input InputPath State',
    map: 'Pattern DeadLetterConfig RetryPolicy Target! InputTransformer',
  }),
  expand(event, target) {
    const { EventBusName, Pattern, RuleName } = event.properties
    const role = machineRole(event, target, 'events.amazonaws.com')
    const letters = deadLetters(event, target.passed, getAtt(event.id, 'Arn'))
    const parts = {
      Arn: target.arn,
      RoleArn: getAtt(role.id, 'Arn'),
      ...(letters && { DeadLetterConfig: { Arn: letters.arn } }),
    }
    const properties = {
      EventBusName,
      EventPattern: Pattern,
      Name: RuleName,
      State: stateOf(event),
      Targets: [ruleTarget(event, 'StepFunctionsTarget', parts)],
    }
    return [rule(event.id, properties, target.passed), role, ...(letters?.made ?? [])]
  },
}
