import type { Rule } from '../../../../model/dialect.ts'
import { environmentSize, variableName } from './environment.ts'
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
import { httpHandler, openAddress, qualifier } from './http-events.ts'
import { instanceConcurrency } from './instance-concurrency.ts'
import { functionLimits } from './limits.ts'
import { noEffect } from './no-effect.ts'
import { notDeployed } from './not-deployed.ts'
import { policiesWithRole } from './policies-with-role.ts'
import { retiredRuntime } from './retired-runtime.ts'
import { schedule } from './schedule.ts'
import { serviceReference } from './service-reference.ts'
import { strayKey } from './stray-key.ts'
import { newerRuntime, unknownRuntime } from './unknown-runtime.ts'
import { unknownType } from './unknown-type.ts'
import { vpcWithoutSwitch } from './vpc-without-switch.ts'
import { zipFile } from './zip-file.ts'

/** Rules that stand for Aliyun's templates alone. */
export const rules: readonly Rule[] = [
  retiredRuntime,
  unknownRuntime,
  newerRuntime,
  strayKey,
  unknownType,
  variableName,
  environmentSize,
  instanceConcurrency,
  noEffect,
  vpcWithoutSwitch,
  unknownEvent,
  incompleteEvent,
  unknownEventProperty,
  goneEvent,
  eventPath,
  sharedHttpTrigger,
  defaultRole,
  schedule,
  openAddress,
  httpHandler,
  qualifier,
  functionLimits,
  functionName,
  policiesWithRole,
  notDeployed,
  serviceReference,
  zipFile,
]
