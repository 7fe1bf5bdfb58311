import type { Operation, WireCall, WireReply } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import type { Fault } from './fault.ts'
import { fault, faultOf } from './fault.ts'

type TargetHandler = (call: WireCall, input: Properties) => Value | undefined

/** Makes operations of a service that names its calls in the header `X-Amz-Target`. */
export function targetService(service: string) {
  return (name: string, handler: TargetHandler): Operation => ({
    service,
    name,
    mutates: !/^(Describe|List|Filter|Get)/.test(name),
    handle(call) {
      try {
        const json = handler(call, inputOf(call))
        return { status: 200, headers, body: JSON.stringify(json ?? {}) }
      } catch (error) {
        const found = faultOf(error)
        if (found === undefined) throw error
        return targetRefusal(found)
      }
    },
  })
}

const headers = { 'content-type': 'application/x-amz-json-1.1' }

/** Says an error as the JSON services do. */
export function targetRefusal({ status, code, message }: Fault): WireReply {
  return { status, headers, body: JSON.stringify({ __type: code, message }) }
}

function inputOf({ request }: WireCall): Properties {
  try {
    return record(JSON.parse(Buffer.from(request.body).toString('utf8') || '{}') as Value) // JSON gives values
  } catch {
    throw fault(400, 'SerializationException', 'The body is not JSON.')
  }
}
