import type { Invoked } from '../../../model/provider.ts'
import { record, text } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { functionName } from './scf.ts'

/** Runs a deployed function and waits for what it gives. */
export async function invoke(
  client: TencentClient,
  physicalId: string,
  payload: Uint8Array,
): Promise<Invoked> {
  const input = {
    ...functionName(physicalId),
    InvocationType: 'RequestResponse',
    LogType: 'Tail',
    ClientContext: Buffer.from(payload).toString('utf8'),
  }
  const { Result } = await client.call('scf', 'Invoke', input)
  const { RetMsg, ErrMsg, InvokeResult, FunctionRequestId, Log } = record(Result)
  const failed = Boolean(ErrMsg) || Number(InvokeResult ?? 0) !== 0
  const log = text(Log)
  return {
    payload: Buffer.from((failed ? text(ErrMsg) : undefined) || (text(RetMsg) ?? '')),
    failed,
    requestId: text(FunctionRequestId) ?? '',
    ...(log === undefined ? {} : { log }),
  }
}
