import type { Outcome } from '../../apply/apply.ts'
import type { Endpoints } from '../target/endpoints.ts'
import type { StackKey } from './stacks.ts'

/** 0 done, 1 failed with nothing done, 3 partly done, 130 interrupted. */
export function exitCodeOf({ interrupted, failed, done }: Outcome): number {
  if (interrupted) return 130
  if (failed.length === 0) return 0
  return done.length === 0 ? 1 : 3
}

/** What is told about a finished run. */
export interface Finished {
  readonly key: StackKey
  readonly outcome: Outcome
  /** `Deployed`, `Removed`. */
  readonly verb: string
  /** The command that goes on from here. */
  readonly next: readonly string[]
  /** Milliseconds. */
  readonly duration: number
  readonly endpoints?: Endpoints
}

/** Tells that a run ended because it could not go on at all: its lock is lost, or its state cannot be written. */
export function isStopped({ failed }: Outcome): boolean {
  return failed.some(({ diagnostic }) => diagnostic.code.startsWith('E7'))
}
