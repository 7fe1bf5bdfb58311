import type { Operation, WireCall, WireReply, WireRequest } from '../../../model/operation.ts'
import { isRecord, type Properties } from '../../../model/value.ts'

/** What an operation of an API that is signed with TC3 is handed beside its call: the input, read. */
export type Handle = (input: Properties, call: WireCall) => Properties | Promise<Properties>

/** Makes an operation: JSON in, `{Response: …}` out, and HTTP 200 whatever happens. */
export function operation(
  service: string,
  name: string,
  { mutates, handle }: { readonly mutates: boolean; readonly handle: Handle },
): Operation {
  return {
    service,
    name,
    mutates,
    handle: async call => {
      const input = inputOf(call.request)
      const answer =
        input === undefined ? refusal('InvalidParameter', 'The body is not JSON') : await handle(input, call)
      return reply({ ...answer, RequestId: call.id() })
    },
  }
}

/** Makes an operation that changes nothing. */
export function reading(service: string, name: string, handle: Handle): Operation {
  return operation(service, name, { mutates: false, handle })
}

/** Makes an operation that changes something. */
export function writing(service: string, name: string, handle: Handle): Operation {
  return operation(service, name, { mutates: true, handle })
}

/** Makes the answer that says no. */
export function refusal(Code: string, Message: string): Properties {
  return { Error: { Code, Message } }
}

/** Puts an answer into the form of the API. */
export function reply(Response: Properties, status = 200): WireReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ Response }) }
}

function inputOf({ body }: WireRequest): Properties | undefined {
  if (body.byteLength === 0) return {}
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Cuts a page out of a list. */
export function page<T>(items: readonly T[], { Offset, Limit }: Properties): readonly T[] {
  const from = Number(Offset ?? 0)
  return items.slice(from, from + Number(Limit ?? 20))
}
