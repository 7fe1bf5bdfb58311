import { FnxError } from '../../../model/diagnostic.ts'
import { type Properties, text } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import type { Rest } from '../../kit/recipe.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

/** Calls on a function or what belongs to one. */
export type Functions = Session<AwsClient, CallName<'lambda'>>

/**
 * Waits until a function or a version takes the next call: both are made and changed in the background.
 * https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
 */
export const active: Rest<AwsClient, CallName<'lambda'>> = {
  what: id => `the function ${id} to become active`,
  limit: 600,
  look: ({ send, key }) => send({ action: 'GetFunctionConfiguration', members: key }),
  pending: ({ State, LastUpdateStatus }) => State === 'Pending' || LastUpdateStatus === 'InProgress',
  failure(live, id) {
    const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = live
    if (State !== 'Failed' && LastUpdateStatus !== 'Failed') return undefined
    return broken(id, State === 'Failed' ? StateReason : LastUpdateStatusReason)
  },
}

function broken(name: string, reason: Properties[string] | undefined): FnxError {
  const why = (text(reason) || 'no reason was given').replace(/\.$/, '')
  return new FnxError({
    code: 'E6203',
    message: `The function ${name} did not become active: ${why}.`,
    hint: 'Correct what the reason names, then deploy again.',
  })
}
