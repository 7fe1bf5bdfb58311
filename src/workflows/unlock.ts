import type { LockInfo } from '../model/state.ts'
import { readLock, unlock } from '../state/lock.ts'
import type { StackArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import type { Consent, Reporter } from './reporter.ts'
import { foundStack } from './stack/deployed.ts'
import { type StackKey, stateFolder } from './stack/stacks.ts'

/** A lock, and the stack that it holds. */
export interface StackLock {
  readonly key: StackKey
  readonly lock: LockInfo
}

/** Those who are told of a release, and who is asked. */
export interface UnlockInput {
  readonly reporter: Reporter
  readonly consent: Consent<StackLock>
}

/** What became of a lock. */
export interface Unlocked {
  readonly key: StackKey
  readonly agreed: boolean
  /** The lock that was released, where one was held. */
  readonly released?: LockInfo | undefined
}

/** Releases the lock of a run that will not come back. */
export async function unlockStack(
  context: WorkflowContext,
  args: StackArguments,
  { reporter, consent }: UnlockInput,
): Promise<Unlocked> {
  const { folder, key } = await foundStack(context, args, reporter)
  const dir = stateFolder(folder, key)
  const lock = await readLock(dir)
  if (lock === undefined) return { key, agreed: true }
  if (!(await consent({ key, lock }))) return { key, agreed: false }
  return { key, agreed: true, released: await unlock(dir) }
}
