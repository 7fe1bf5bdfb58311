import type { Invoked } from '../../../model/provider.ts'
import { type Properties, record, text } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'

/** Seconds for a cold start and the way there and back. */
const margin = 60

/**
 * Calls a function and waits for as long as it may take
 * (https://help.aliyun.com/zh/functioncompute/fc-3-0/developer-reference/api-fc-2023-03-30-invokefunction).
 */
export async function invoke(client: AliyunClient, name: string, payload: Uint8Array): Promise<Invoked> {
  const live = await client.call('fc', 'GetFunction', { functionName: name })
  const { headers, body } = await client.exchange(
    'fc',
    'InvokeFunction',
    { functionName: name },
    {
      payload,
      headers: { 'content-type': 'application/octet-stream', 'x-fc-log-type': 'Tail' },
      patience: longest(live) + margin,
    },
  )
  const log = headers['x-fc-log-result']
  return {
    payload: body,
    failed: headers['x-fc-error-type'] !== undefined,
    requestId: headers['x-fc-request-id'] ?? '',
    ...(log === undefined ? {} : { log: Buffer.from(log, 'base64').toString() }),
  }
}

/** The seconds that a function and its initializer may take. */
function longest({ timeout, instanceLifecycleConfig }: Properties): number {
  const { initializer } = record(instanceLifecycleConfig)
  return Number(text(timeout) ?? 3) + Number(text(record(initializer).timeout) ?? 3)
}
