import { queryRefusal, queryService } from '../protocols/query.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { members } from '../protocols/xml.ts'

const on = queryService('cloudformation')

/** The local cloud holds no stacks of CloudFormation, so nothing is exported by one. */
const stackExports = [on('ListExports', () => ({ Exports: members([]) }))]

/** CloudFormation, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: stackExports,
  forms: true,
  throttled: 'Throttling',
  refusal: fault => queryRefusal('cloudformation', fault),
}
