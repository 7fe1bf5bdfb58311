import { localArn } from '../arn.ts'
import { present, sub } from '../calls.ts'
import { shapeOf } from '../shape.ts'
import type { GeneratedResource } from '../transform-context.ts'
import { permission } from './permission.ts'
import type { FunctionTrigger } from './trigger.ts'

/** Lines of a log group that are handed to a function. */
export const cloudWatchLogs: FunctionTrigger = {
  event: 'CloudWatchLogs',
  shape: shapeOf({ text: 'LogGroupName* FilterPattern*' }),
  expand(event, target, context) {
    const { LogGroupName, FilterPattern } = event.properties
    const resource = 'log-group:${__LogGroupName__}:*'
    const allowed = permission(target, {
      id: event.id,
      principal: 'logs.amazonaws.com',
      arn: sub(localArn(context.partition, 'logs', resource), { __LogGroupName__: LogGroupName ?? null }),
    })
    const filter: GeneratedResource = {
      id: event.id,
      type: 'AWS::Logs::SubscriptionFilter',
      properties: present({ LogGroupName, FilterPattern, DestinationArn: target.arn }),
      attributes: target.passed,
      dependsOn: [allowed.id],
    }
    return [allowed, filter]
  },
}
