import type { Invoked, LogLine } from '../../../model/provider.ts'
import { list, record, text } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { beijingTime, fromBeijingTime } from '../kit/beijing-time.ts'
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
  const { Result } = await client.api({ service: 'scf', action: 'Invoke', input, repeatable: false })
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

/** Reads what a deployed function wrote since a time, at most a day back: SCF keeps a log per request. */
export async function logs(
  client: TencentClient,
  physicalId: string,
  since: Date,
): Promise<readonly LogLine[]> {
  const end = new Date(Math.max(Date.now(), since.getTime()) + 60_000)
  const start = new Date(Math.max(since.getTime(), end.getTime() - 86_000_000))
  const window = {
    StartTime: beijingTime(start),
    EndTime: beijingTime(end),
    Order: 'asc',
    OrderBy: 'start_time',
  }
  const found: LogLine[] = []
  for (let Offset = 0; Offset < 10_000; Offset += 100) {
    const input = { ...functionName(physicalId), ...window, Offset, Limit: 100 }
    const page = await client.api({ service: 'scf', action: 'GetFunctionLogs', input, repeatable: true })
    const entries = list(page.Data).map(record)
    for (const { RequestId, StartTime, Log } of entries) {
      const time = fromBeijingTime(text(StartTime) ?? '')
      const lines = (text(Log) ?? '').replace(/\n$/, '').split('\n')
      found.push(...lines.map((line, index) => ({ id: `${text(RequestId)}:${index}`, time, text: line })))
    }
    if (entries.length < 100) break
  }
  return found
}
