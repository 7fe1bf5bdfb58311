import type { InvokeOutcome } from '../../../model/contract.ts'
import type { Operation, WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { beijingTime } from '../kit/beijing-time.ts'
import { page, reading, refusal } from '../protocols/api.ts'
import { missing, statusOf } from './wire-functions.ts'
import { found, functionKey, tables, word } from './wire-names.ts'

/** Runs functions, and gives what they wrote. */
export const invocations: readonly Operation[] = [
  reading('scf', 'Invoke', (input, call) => invoke(input, word(input.ClientContext), call)),
  reading('scf', 'InvokeFunction', (input, call) => invoke(input, word(input.Event), call)),
  reading('scf', 'GetFunctionLogs', (input, call) => {
    const key = functionKey(input)
    if (found(call.store, tables.functions, key) === undefined) return missing(input)
    const every = entries(call, key).filter(
      entry =>
        (input.FunctionRequestId === undefined || entry.RequestId === input.FunctionRequestId) &&
        (input.StartTime === undefined || word(entry.StartTime) >= word(input.StartTime)) &&
        (input.EndTime === undefined || word(entry.StartTime) <= word(input.EndTime)),
    )
    const ordered = input.Order === 'asc' ? every : every.toReversed()
    return { TotalCount: every.length, Data: page(ordered, input) }
  }),
]

async function invoke(input: Properties, event: string, call: WireCall): Promise<Properties> {
  const fn = found(call.store, tables.functions, functionKey(input))
  if (fn === undefined) return missing(input)
  const status = statusOf(fn, call.now)
  if (status === 'Creating')
    return refusal('FailedOperation.FunctionStatusError', `Function ${word(input.FunctionName)} is ${status}`)
  const payload = event === '' ? '{}' : event
  try {
    JSON.parse(payload)
  } catch {
    return refusal('InvalidParameterValue.Param', 'The event is not JSON')
  }
  const running = call.invoke(functionKey(input), Buffer.from(payload))
  if (input.InvocationType === 'Event') {
    running.catch(() => undefined) // nobody waits for the outcome; its log keeps it
    return { Result: { FunctionRequestId: call.id(), RetMsg: '', ErrMsg: '', Log: '', InvokeResult: 0 } }
  }
  return { Result: resultOf(await running) }
}

function resultOf(outcome: InvokeOutcome): Properties {
  const said = Buffer.from(outcome.payload).toString('utf8')
  const failed = outcome.failure !== undefined
  return {
    FunctionRequestId: outcome.requestId,
    RetMsg: said,
    ErrMsg: failed ? said : '',
    InvokeResult: failed ? -1 : 0,
    Duration: outcome.duration,
    BillDuration: Math.ceil(outcome.duration),
    MemUsage: Math.round(outcome.memoryUsed * 1024 * 1024),
    Log: outcome.log,
  }
}

/** Puts the lines of one invocation together: SCF keeps a log per request. */
function entries({ logs }: WireCall, key: string): readonly Properties[] {
  const found: { id: string; time: number; lines: string[] }[] = []
  for (const { time, text } of logs(key))
    for (const line of text.replace(/\n$/, '').split('\n')) {
      const id = /^START RequestId: (\S+)/.exec(line)?.[1]
      if (id !== undefined || found.length === 0) found.push({ id: id ?? '', time, lines: [] })
      found.at(-1)?.lines.push(line)
    }
  return found.map(({ id, time, lines }) => ({
    FunctionName: key.slice(key.indexOf('|') + 1),
    RequestId: id,
    StartTime: beijingTime(new Date(time)),
    RetCode: 0,
    InvokeFinished: 1,
    Log: `${lines.join('\n')}\n`,
  }))
}
