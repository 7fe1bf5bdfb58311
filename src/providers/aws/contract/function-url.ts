import type {
  HttpContract,
  HttpReply,
  HttpRequest,
  InvokeOutcome,
  RouteMatch,
} from '../../../model/contract.ts'
import type { Value } from '../../../model/value.ts'
import { format2 } from './http-api.ts'
import { jsonReply, replyOfFormat2 } from './reply.ts'

/** Shapes the event of a function's own address and reads its answer. */
export const functionUrl: HttpContract = { toEvent, toReply, refusal }

const page = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'

// The page that the answer itself names says when it comes.
function refusal(): HttpReply {
  return jsonReply(403, {
    Message: `Forbidden. For troubleshooting Function URL authorization issues, see: ${page}`,
  })
}

function toEvent(request: HttpRequest, { route }: RouteMatch): Value {
  return format2(request, { routeKey: '$default', stage: '$default', apiId: route.api })
}

function toReply(outcome: InvokeOutcome): HttpReply {
  const reply = outcome.failure === undefined ? replyOfFormat2(outcome) : undefined
  return reply ?? jsonReply(502, { message: 'Internal Server Error' })
}
