import type { Rule } from '../../../../model/dialect.ts'
import { attributeCall } from './attribute-call.ts'
import { conditionShape } from './condition-shape.ts'
import { blockedRuntime, deprecatedRuntime } from './deprecated-runtime.ts'
import { dynamicReference } from './dynamic-reference.ts'
import { functionLimits } from './limits.ts'
import { mappingShape } from './mapping-shape.ts'
import { missingTransform } from './missing-transform.ts'
import { outputShape } from './output-shape.ts'
import { outputValue } from './output-value.ts'
import { packageType } from './package-type.ts'
import { parameterDeclaration } from './parameter-declaration.ts'
import { reservedVariable } from './reserved-variable.ts'
import { resourceKey } from './resource-key.ts'
import { ruleFunction } from './rule-function.ts'
import { secureReference } from './secure-reference.ts'
import { partitionKey, tableAttributes } from './table-keys.ts'
import { unbuiltImage } from './unbuilt-image.ts'
import { unknownRuntime } from './unknown-runtime.ts'
import { unknownType } from './unknown-type.ts'

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
]
