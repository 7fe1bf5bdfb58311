import type { Diagnostic } from './diagnostic.ts'
import type { Change } from './plan.ts'
import type { StepCall } from './state.ts'
import type { Value } from './value.ts'

/** Whose resources a plan is about. */
export interface Place {
  readonly stack: string
  readonly stage: string
  /** `local`, or `<region>.<account>`. */
  readonly target: string
  readonly provider: string
  readonly account: string
  readonly region: string
  /** The profile that the command line names. */
  readonly profile?: string
}

/** What a run tells the terminal, as it happens. `at` is an ISO time, added by the one who emits. */
export type RunEvent =
  | { readonly type: 'phase'; readonly name: string }
  | { readonly type: 'plan'; readonly place: Place; readonly changes: readonly Change[] }
  | {
      readonly type: 'step-started'
      readonly logicalId: string
      readonly resourceType: string
      readonly call: StepCall
    }
  | {
      readonly type: 'step-done'
      readonly logicalId: string
      readonly resourceType: string
      readonly call: StepCall
      readonly physicalId?: string
      /** It left the state alone: the cloud keeps the resource. */
      readonly forgotten?: true
      /** Milliseconds. */
      readonly duration: number
    }
  | {
      readonly type: 'step-failed'
      readonly logicalId: string
      readonly resourceType: string
      readonly call: StepCall
      readonly diagnostic: Diagnostic
    }
  | { readonly type: 'step-skipped'; readonly logicalId: string; readonly because: string }
  /** A call is tried again: why, and after how many milliseconds. */
  | { readonly type: 'retry'; readonly logicalId?: string; readonly reason: string; readonly wait: number }
  | { readonly type: 'build-started'; readonly unit: string; readonly method: string }
  | {
      readonly type: 'build-done'
      readonly unit: string
      readonly method: string
      /** What was there already and is used, instead of being installed. */
      readonly used?: string
      /** Milliseconds. */
      readonly duration: number
    }
  /** `output` is what the tool wrote, if it was one that failed. */
  | { readonly type: 'build-failed'; readonly unit: string; readonly method: string; readonly output: string }
  | { readonly type: 'recovered'; readonly logicalId: string; readonly found: boolean }
  | { readonly type: 'waiting-for-lock'; readonly holder: string }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic }
  | { readonly type: 'outputs'; readonly outputs: Readonly<Record<string, Value>> }

export type Emit = (event: RunEvent) => void
