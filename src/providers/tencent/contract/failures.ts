import type { FailureKind } from '../../../model/contract.ts'

/** The status that SCF gives to each way of failing, from its page of function status codes. */
export const statusOf: Readonly<Record<FailureKind, number>> = {
  handler: 430,
  timeout: 433,
  memory: 434,
  init: 437,
  exit: 439,
  'too-large': 407,
}
