import type { WireReply } from '../../../model/operation.ts'
import type { Fault } from '../protocols/fault.ts'
import { restService } from '../protocols/rest.ts'

/** Says an error as Lambda does. */
export function lambdaRefusal({ status, code, message, more }: Fault): WireReply {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code }
  // Lambda writes `Message` in some errors and `message` in others; every SDK reads both.
  return { status, headers, body: JSON.stringify({ Type: 'User', ...more, Message: message, message }) }
}

/** Makes operations of Lambda. */
export const onLambda = restService('lambda', lambdaRefusal)
