import type { Rule } from '../../../../model/dialect.ts'
import { bucketSettings } from './bucket-settings.ts'
import {
  defaultRole,
  eventPath,
  goneEvent,
  incompleteEvent,
  sharedHttpTrigger,
  unknownEvent,
  unknownEventProperty,
} from './events.ts'
import { functionName } from './function-name.ts'
import { functionLimits } from './limits.ts'
import { noEffect } from './no-effect.ts'
import { notDeployed } from './not-deployed.ts'
import { policiesWithRole } from './policies-with-role.ts'
import { retiredRuntime } from './retired-runtime.ts'
import { serviceReference } from './service-reference.ts'
import { unknownRuntime } from './unknown-runtime.ts'
import { vpcWithoutSwitch } from './vpc-without-switch.ts'

/** Rules that stand for Aliyun's templates alone. */
export const rules: readonly Rule[] = [
  retiredRuntime,
  unknownRuntime,
  noEffect,
  vpcWithoutSwitch,
  unknownEvent,
  incompleteEvent,
  unknownEventProperty,
  goneEvent,
  eventPath,
  sharedHttpTrigger,
  defaultRole,
  functionLimits,
  functionName,
  policiesWithRole,
  notDeployed,
  serviceReference,
  bucketSettings,
]
