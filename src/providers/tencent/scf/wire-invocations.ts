import type { InvokeOutcome } from '../../../model/contract.ts'
import type { Operation, WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { reading, refusal } from '../protocols/api.ts'
import { found, functionKey, tables, word } from '../protocols/tables.ts'
import { missing, statusOf } from './wire-functions.ts'

/** Runs functions. */
export const invocations: readonly Operation[] = [
  reading('scf', 'Invoke', (input, call) => invoke(input, word(input.ClientContext), call)),
  reading('scf', 'InvokeFunction', (input, call) => invoke(input, word(input.Event), call)),
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
