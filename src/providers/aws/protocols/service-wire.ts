import type { ServiceWire, WireReply, WireRequest } from '../../../model/operation.ts'
import type { Fault } from './fault.ts'
import type { RestOperation } from './rest.ts'

/** What the local cloud answers of a service of AWS, and how that service says what is wrong. */
export interface AwsWire extends ServiceWire {
  /** Calls that are told by method and path; the others name their action in the request. */
  readonly routes?: readonly RestOperation[]
  /** Calls come as forms, whose field `Action` names them. */
  readonly forms?: true
  /** The code by which it refuses when it is called too often; `ThrottlingException` where it is not said. */
  readonly throttled?: string
  refusal(fault: Fault, request: WireRequest): WireReply
}
