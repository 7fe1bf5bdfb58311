import { queryRefusal } from '../protocols/query.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { policies } from './wire-policies.ts'
import { roles } from './wire-roles.ts'

/** IAM, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: [...roles, ...policies],
  forms: true,
  throttled: 'Throttling',
  refusal: fault => queryRefusal('iam', fault),
}
