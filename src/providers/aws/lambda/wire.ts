import type { AwsWire } from '../protocols/service-wire.ts'
import { keptFunctions } from './kept.ts'
import { functionAccess } from './wire-access.ts'
import { configs } from './wire-configs.ts'
import { functions } from './wire-functions.ts'
import { invocations } from './wire-invoke.ts'
import { layers } from './wire-layers.ts'
import { mappings } from './wire-mappings.ts'
import { lambdaRefusal } from './wire-service.ts'
import { signings } from './wire-signing.ts'
import { tagging } from './wire-tags.ts'
import { versions } from './wire-versions.ts'

const operations = [
  ...functions,
  ...configs,
  ...versions,
  ...functionAccess,
  ...layers,
  ...mappings,
  ...signings,
  ...tagging,
  ...invocations,
]

/** Lambda, as the local cloud answers it. */
export const wire: AwsWire = {
  operations,
  kept: keptFunctions,
  routes: operations,
  throttled: 'TooManyRequestsException',
  refusal: lambdaRefusal,
}
