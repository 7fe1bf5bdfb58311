import type { WireCall } from '../../../model/operation.ts'
import { fault } from '../protocols/fault.ts'
import type { RestAnswer, RestInput } from '../protocols/rest.ts'
import { regionOf } from '../protocols/scope.ts'
import { onLambda } from './wire-service.ts'
import { functionName, functionOf, shown } from './wire-store.ts'
import { versionOf } from './wire-versions.ts'

/** Gives the id that a deployed function has in the local cloud. */
export function localId(region: string, name: string): string {
  return `aws:${region}:${name}`
}

/** Lambda's call that runs a function. */
export const invocations = [
  onLambda('POST /2015-03-31/functions/{name}/invocations Invoke', async (call, input) => {
    const kind = call.request.headers['x-amz-invocation-type'] ?? 'RequestResponse'
    const { name, version } = target(call, input)
    if (kind === 'DryRun') return { status: 204 }
    const id = localId(regionOf(call), name)
    if (kind === 'Event') {
      // The caller of an event does not wait; what goes wrong stands in the function's log.
      call.invoke(id, eventOf(call)).catch(() => undefined)
      return { status: 202 }
    }
    return synchronous(call, id, version)
  }),
]

function target(
  call: WireCall,
  { path, query }: RestInput,
): { readonly name: string; readonly version: string } {
  const found = functionOf(call, path.name ?? '')
  if (shown(call, found).State === 'Pending')
    throw fault(
      409,
      'ResourceConflictException',
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
      { Type: 'User' },
    )
  const { name, qualifier } = functionName(path.name ?? '')
  const version = versionOf(call, found, query.get('Qualifier') ?? qualifier ?? '$LATEST').Version
  checkEvent(call.request.body)
  return { name, version: String(version) }
}

/** A caller that sends nothing invokes with an empty map. */
function eventOf({ request }: WireCall): Uint8Array {
  return request.body.length === 0 ? Buffer.from('{}') : request.body
}

function checkEvent(body: Uint8Array): void {
  if (body.length > 6_291_456)
    throw fault(
      413,
      'RequestTooLargeException',
      `Request must be smaller than 6291456 bytes for the InvokeFunction operation`,
    )
  try {
    if (body.length > 0) JSON.parse(Buffer.from(body).toString('utf8'))
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    throw fault(400, 'InvalidRequestContentException', `Could not parse request body into json: ${detail}`, {
      Type: 'User',
    })
  }
}

async function synchronous(call: WireCall, id: string, version: string): Promise<RestAnswer> {
  const outcome = await call.invoke(id, eventOf(call))
  const headers: Record<string, string> = {
    'x-amz-executed-version': version,
    'x-amzn-requestid': outcome.requestId,
    'content-type': 'application/json',
  }
  if (outcome.failure !== undefined) headers['x-amz-function-error'] = 'Unhandled'
  if (call.request.headers['x-amz-log-type'] === 'Tail')
    headers['x-amz-log-result'] = Buffer.from(outcome.log).subarray(-4096).toString('base64')
  return { bytes: outcome.payload, headers }
}
