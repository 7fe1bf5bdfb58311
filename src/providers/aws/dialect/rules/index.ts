import type { Rule } from '../../../../model/provider.ts'
import { deprecatedRuntime } from './deprecated-runtime.ts'
import { functionLimits } from './limits.ts'
import { missingTransform } from './missing-transform.ts'
import { packageType } from './package-type.ts'
import { reservedVariable } from './reserved-variable.ts'
import { unknownRuntime } from './unknown-runtime.ts'
import { unknownType } from './unknown-type.ts'

/** The rules that hold for templates of AWS alone. */
export const rules: readonly Rule[] = [
  deprecatedRuntime,
  unknownRuntime,
  functionLimits,
  reservedVariable,
  packageType,
  missingTransform,
  unknownType,
]
