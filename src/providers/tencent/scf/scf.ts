import { FnxError } from '../../../model/diagnostic.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { Rest } from '../../kit/recipe.ts'
import type { TencentClient } from '../client.ts'
import { unlessMissing } from '../diagnose.ts'

/** A function by namespace and name; its physical ID joins them by `|`. */
export type FunctionName = {
  readonly Namespace: string
  readonly FunctionName: string
}

/** Takes the physical ID of a function or trigger apart. */
export function functionName(physicalId: string): FunctionName {
  const [Namespace = 'default', FunctionName = ''] = physicalId.split('|')
  return { Namespace, FunctionName }
}

/** Gives what SCF knows of a function, or nothing when there is none. */
export async function getFunction(
  client: TencentClient,
  { Namespace, FunctionName }: FunctionName,
): Promise<Properties | undefined> {
  return await unlessMissing(client.call('scf', 'GetFunction', { Namespace, FunctionName }))
}

/**
 * When a function takes the next write, for SCF refuses one until then: states by cloud.tencent.com/document/product/583/115197.
 * One that failed is at rest, too; what failed is told of with SCF's reason.
 */
export const rest: Rest<TencentClient, string> = {
  what: id => `function ${functionName(id).FunctionName} to be active`,
  look: ({ client, id }) => getFunction(client, functionName(id)),
  pending: ({ Status }) => !/^Active$|Failed$/.test(text(Status) ?? ''),
  failure: (live, id) =>
    text(live.Status)?.endsWith('Failed') ? failure(functionName(id), live) : undefined,
}

function failure(
  { FunctionName }: FunctionName,
  { Status, StatusReasons, StatusDesc }: Properties,
): FnxError {
  const reasons = list(StatusReasons).map(reason => text(record(reason).ErrorMessage))
  const why = reasons.filter(Boolean).join('; ') || text(StatusDesc) || 'no reason was given'
  return new FnxError({
    code: 'E6401',
    message: `Function ${FunctionName} is in the state ${text(Status)}: ${why}.`,
    hint: 'Fix what SCF reports, then deploy again: fnx creates or updates the function again.',
  })
}
