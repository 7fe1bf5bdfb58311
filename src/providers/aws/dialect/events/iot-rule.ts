import { localArn } from '../arn.ts'
import { given, present, ref, sub } from '../calls.ts'
import { shapeOf } from '../shape.ts'
import type { GeneratedResource } from '../transform-context.ts'
import { permission } from './permission.ts'
import type { FunctionTrigger } from './trigger.ts'

/** A rule of AWS IoT that calls a function for messages. */
export const iotRule: FunctionTrigger = {
  event: 'IoTRule',
  shape: shapeOf({ text: 'Sql* AwsIotSqlVersion' }),
  expand(event, target, context) {
    const { Sql, AwsIotSqlVersion } = event.properties
    const caller = {
      id: event.id,
      principal: 'iot.amazonaws.com',
      arn: sub(localArn(context.partition, 'iot', 'rule/${RuleName}'), { RuleName: ref(event.id) }),
      account: sub('${AWS::AccountId}'),
    }
    const rule: GeneratedResource = {
      id: event.id,
      type: 'AWS::IoT::TopicRule',
      properties: {
        TopicRulePayload: present({
          Sql,
          RuleDisabled: false,
          Actions: [{ Lambda: { FunctionArn: target.arn } }],
          AwsIotSqlVersion: given(AwsIotSqlVersion) ? AwsIotSqlVersion : undefined,
        }),
      },
      attributes: target.passed,
    }
    return [permission(target, caller), rule]
  },
}
