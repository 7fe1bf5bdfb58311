import { conditionReference } from './condition-reference.ts'
import { dependencyCycle } from './dependency-cycle.ts'
import { forgottenSub } from './forgotten-sub.ts'
import { functionArguments } from './function-arguments.ts'
import { handlerWithoutFunction } from './handler-without-function.ts'
import { leftOutDependency, leftOutReference } from './left-out.ts'
import { codeToBuild, missingCode, unreadableCode } from './missing-code.ts'
import { missingExport } from './missing-export.ts'
import { handlerToCome, missingHandlerFile } from './missing-handler-file.ts'
import { nullInEnvironment } from './null-in-environment.ts'
import type { SharedRule } from './rule.ts'
import { textAsCode } from './text-as-code.ts'
import { unknownAttribute } from './unknown-attribute.ts'
import { unknownCondition } from './unknown-condition.ts'
import { unknownDependency } from './unknown-dependency.ts'
import { unknownReference } from './unknown-reference.ts'
import { misspeltType, unknownType } from './unknown-type.ts'
import { unusedCondition } from './unused-condition.ts'
import { unusedParameter } from './unused-parameter.ts'

/** The rules for templates of every cloud; those of one cloud stand in its dialect. */
export const rules: readonly SharedRule[] = [
  conditionReference,
  dependencyCycle,
  forgottenSub,
  functionArguments,
  leftOutDependency,
  leftOutReference,
  missingCode,
  codeToBuild,
  missingExport,
  missingHandlerFile,
  handlerToCome,
  handlerWithoutFunction,
  misspeltType,
  nullInEnvironment,
  textAsCode,
  unknownAttribute,
  unknownCondition,
  unknownDependency,
  unknownReference,
  unreadableCode,
  unusedCondition,
  unknownType,
  unusedParameter,
]
