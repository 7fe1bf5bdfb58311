import type { AwsWire } from '../protocols/service-wire.ts'
import { keptRestApis } from './kept.ts'
import { gatewayRefusal, restApis } from './wire-apis.ts'
import { restParts } from './wire-parts.ts'
import { restResources } from './wire-resources.ts'
import { restStages } from './wire-stages.ts'

const operations = [...restApis, ...restParts, ...restResources, ...restStages]

/** REST APIs of API Gateway, as the local cloud answers them. */
export const wire: AwsWire = {
  operations,
  kept: keptRestApis,
  routes: operations,
  throttled: 'TooManyRequestsException',
  refusal: gatewayRefusal,
}
