import type { Rule } from '../../../../model/dialect.ts'
import { apiGatewayClosed, cmqGone, eventElsewhere, openUrl, unknownEvent } from './events.ts'
import { functionLimits } from './limits.ts'
import { missingSettings } from './missing-settings.ts'
import { strayKey, unknownType } from './namespaces.ts'
import { apiIgnored, policiesIgnored } from './no-effect.ts'
import { newRuntime, retiredRuntime, unknownRuntime } from './runtime.ts'
import { cronFields, cronValues, fiveFieldCron } from './timer-cron.ts'

/** The table of rules for TCSAM. */
export const rules: readonly Rule[] = [
  retiredRuntime,
  unknownRuntime,
  newRuntime,
  apiGatewayClosed,
  openUrl,
  cmqGone,
  unknownEvent,
  eventElsewhere,
  fiveFieldCron,
  cronFields,
  cronValues,
  functionLimits,
  missingSettings,
  policiesIgnored,
  apiIgnored,
  unknownType,
  strayKey,
]
