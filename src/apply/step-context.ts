import type { Step } from '../model/plan.ts'
import type { ResourceType } from '../model/provider.ts'
import type { Ledger } from './ledger.ts'
import type { ApplyDeps } from './run.ts'

/** What a step works with. */
export interface StepContext {
  readonly deps: ApplyDeps
  readonly ledger: Ledger
  readonly type: ResourceType
  readonly step: Step
}
