import type { Value } from '../../../../model/value.ts'
import { present } from '../calls.ts'
import { suffixed } from '../logical-id.ts'
import type { GeneratedResource } from '../transform-context.ts'
import type { Target } from './trigger.ts'

/** Who may call a function, and from where. */
export interface Caller {
  /** What the permission is named after. */
  readonly id: string
  readonly suffix?: string
  readonly principal: string
  readonly arn?: Value | undefined
  readonly account?: Value | undefined
  readonly token?: Value | undefined
}

/** Makes the permission by which a service may call a function. */
export function permission(target: Target, caller: Caller): GeneratedResource {
  const suffix = caller.suffix ?? ''
  return {
    id: suffix === '' ? `${caller.id}Permission` : suffixed(`${caller.id}Permission`, suffix),
    type: 'AWS::Lambda::Permission',
    properties: present({
      Action: 'lambda:InvokeFunction',
      FunctionName: target.name,
      Principal: caller.principal,
      SourceArn: caller.arn,
      SourceAccount: caller.account,
      EventSourceToken: caller.token,
    }),
    attributes: target.passed,
  }
}
