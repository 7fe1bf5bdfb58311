import type { Rule } from '../../../../model/dialect.ts'
import { apiGatewayClosed, cmqGone, unknownEvent } from './events.ts'
import { functionLimits } from './limits.ts'
import { missingSettings } from './missing-settings.ts'
import { apiIgnored, policiesIgnored } from './no-effect.ts'
import { retiredRuntime, unknownRuntime } from './runtime.ts'
import { cronFields, fiveFieldCron } from './timer-cron.ts'

/** The table of rules for TCSAM. */
export const rules: readonly Rule[] = [
  retiredRuntime,
  unknownRuntime,
  apiGatewayClosed,
  cmqGone,
  unknownEvent,
  fiveFieldCron,
  cronFields,
  functionLimits,
  missingSettings,
  policiesIgnored,
  apiIgnored,
]
