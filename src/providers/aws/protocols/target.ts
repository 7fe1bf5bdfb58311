import type { Operation, WireCall, WireReply } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import type { Fault } from './fault.ts'
import { fault, faultOf } from './fault.ts'

type TargetHandler = (call: WireCall, input: Properties) => Value | undefined

/** What differs between the services that name their calls in the header `X-Amz-Target`. */
interface TargetProtocol {
  /** Of their JSON; 1.1 where it is not said. */
  readonly version?: '1.0' | '1.1'
  /** By error, the code that it had when the service was called by forms: old clients still compare it. */
  readonly queryCodes?: Readonly<Record<string, string>>
}

/** Makes operations of a service that names its calls in the header `X-Amz-Target`. */
export function targetService(service: string, protocol: TargetProtocol = {}) {
  const refuse = targetRefusalOf(protocol)
  return (name: string, handler: TargetHandler): Operation => ({
    service,
    name,
    mutates: !/^(Describe|List|Filter|Get)/.test(name),
    handle(call) {
      try {
        const json = handler(call, inputOf(call))
        return { status: 200, headers: headersOf(protocol), body: JSON.stringify(json ?? {}) }
      } catch (error) {
        const found = faultOf(error)
        if (found === undefined) throw error
        return refuse(found)
      }
    },
  })
}

/** Makes what says an error as a service does. */
export function targetRefusalOf(protocol: TargetProtocol): (fault: Fault) => WireReply {
  return ({ status, code, message }) => {
    const old = protocol.queryCodes?.[code]
    const more: Record<string, string> = old === undefined ? {} : { 'x-amzn-query-error': `${old};Sender` }
    const headers = { ...headersOf(protocol), ...more }
    return { status, headers, body: JSON.stringify({ __type: code, message }) }
  }
}

/** Says an error as most of the JSON services do. */
export const targetRefusal = targetRefusalOf({})

function headersOf({ version = '1.1' }: TargetProtocol) {
  return { 'content-type': `application/x-amz-json-${version}` }
}

function inputOf({ request }: WireCall): Properties {
  try {
    return record(JSON.parse(Buffer.from(request.body).toString('utf8') || '{}') as Value) // JSON gives values
  } catch {
    throw fault(400, 'SerializationException', 'The body is not JSON.')
  }
}
