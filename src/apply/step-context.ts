import type { Step } from '../model/plan.ts'
import type { ResourceType } from '../model/provider.ts'
import type { ApplyDeps } from './run.ts'
import type { WorkingState } from './working-state.ts'

/** What a step works with. */
export interface StepContext {
  readonly deps: ApplyDeps
  readonly working: WorkingState
  readonly type: ResourceType
  readonly step: Step
}
