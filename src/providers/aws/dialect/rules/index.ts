import type { Rule } from '../../../../model/dialect.ts'
import { apiTimeout } from './api-timeout.ts'
import { attributeCall } from './attribute-call.ts'
import { conditionShape } from './condition-shape.ts'
import { blockedRuntime, deprecatedRuntime } from './deprecated-runtime.ts'
import { dynamicReference } from './dynamic-reference.ts'
import { functionLimits } from './limits.ts'
import { misspeltPolicy, unknownPolicy } from './managed-policy.ts'
import { mappingShape } from './mapping-shape.ts'
import { missingPermission } from './missing-permission.ts'
import { missingTransform } from './missing-transform.ts'
import { nestedFunction } from './nested-function.ts'
import { outputShape } from './output-shape.ts'
import { outputValue } from './output-value.ts'
import { ownImplicitApi } from './own-implicit-api.ts'
import { packageType } from './package-type.ts'
import { parameterDeclaration } from './parameter-declaration.ts'
import { reservedVariable } from './reserved-variable.ts'
import { resourceKey } from './resource-key.ts'
import { restPath } from './rest-path.ts'
import { rootKey } from './root-key.ts'
import { ruleFunction } from './rule-function.ts'
import { schedule } from './schedule.ts'
import { secureReference } from './secure-reference.ts'
import { sharedName } from './shared-name.ts'
import { snapshotPolicy } from './snapshot-policy.ts'
import { startingPosition } from './starting-position.ts'
import { partitionKey, tableAttributes } from './table-keys.ts'
import { timerSwitch } from './timer-switch.ts'
import { unbuiltImage } from './unbuilt-image.ts'
import { unknownRuntime } from './unknown-runtime.ts'
import { misspeltSamType, unknownType } from './unknown-type.ts'
import { tooManyVariables } from './variables.ts'

/** The rules that hold for templates of AWS alone. */
export const rules: readonly Rule[] = [
  attributeCall,
  blockedRuntime,
  deprecatedRuntime,
  unknownRuntime,
  functionLimits,
  reservedVariable,
  packageType,
  unbuiltImage,
  missingTransform,
  nestedFunction,
  tableAttributes,
  partitionKey,
  outputValue,
  resourceKey,
  unknownType,
  parameterDeclaration,
  mappingShape,
  conditionShape,
  outputShape,
  ruleFunction,
  dynamicReference,
  secureReference,
  rootKey,
  snapshotPolicy,
  sharedName,
  schedule,
  restPath,
  tooManyVariables,
  apiTimeout,
  misspeltSamType,
  misspeltPolicy,
  unknownPolicy,
  startingPosition,
  timerSwitch,
  ownImplicitApi,
  missingPermission,
]
