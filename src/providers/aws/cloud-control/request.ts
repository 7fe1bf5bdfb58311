import { createHash } from 'node:crypto'
import { type Properties, record, type Value } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import type { Answer } from '../clients.ts'

/** How a request stands. */
export type Progress = NonNullable<Answer<'cloudcontrolapi', 'GetResourceRequestStatus'>['ProgressEvent']>

/** Hours after which Cloud Control itself gives a request up; some things take most of one. */
const patience = 2 * 60 * 60

/**
 * Sends a request and waits for its end; what it failed of by way of being too early, too often or beside another change
 * is requested again. `send` is told how many there were before it, for a request is known by its token alone.
 */
export async function carriedOut(
  client: AwsClient,
  type: string,
  send: (before: number) => Promise<{ readonly ProgressEvent?: Progress | undefined }>,
): Promise<Progress> {
  let sent = 0
  return client.pace.attempt(
    async () => {
      const { ProgressEvent: event = {} } = await send(sent++)
      const ended = await end(client, event, type)
      if (ended.OperationStatus !== 'SUCCESS') throw failure(ended)
      return ended
    },
    { repeatable: false },
  )
}

/** Waits until a request has ended, well or not. */
export async function end(client: AwsClient, event: Progress, type: string): Promise<Progress> {
  const { RequestToken } = event
  // An answer without one is not from Cloud Control.
  if (RequestToken === undefined) throw new SyntaxError('it says nothing of a request')
  return client.pace.until(
    async () => {
      const { ProgressEvent: now } = await client.call('cloudcontrolapi', 'GetResourceRequestStatus', {
        RequestToken,
      })
      return isUnderWay(now) ? undefined : now
    },
    { what: `the end of the request to ${verbs[event.Operation ?? 'CREATE']} ${type}`, limit: patience },
  )
}

const verbs = { CREATE: 'create', UPDATE: 'update', DELETE: 'delete' } as const

function isUnderWay(event: Progress | undefined): boolean {
  const { OperationStatus: status } = event ?? {}
  return (
    status === undefined ||
    status === 'PENDING' ||
    status === 'IN_PROGRESS' ||
    status === 'CANCEL_IN_PROGRESS'
  )
}

/** The error that a request ended with, by the code of its handler: https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_ProgressEvent.html. */
function failure({ ErrorCode, OperationStatus = 'FAILED', StatusMessage = '' }: Progress): Error {
  const message = StatusMessage === '' ? `The request ended as ${OperationStatus}` : StatusMessage
  return Object.assign(new Error(message), { name: ErrorCode ?? OperationStatus })
}

/**
 * Gives the token of the n-th request to create an instance: always the same, so that a request that is sent again after
 * its answer was lost is told from another one.
 */
export function tokenOf(instance: string, before: number): string {
  return createHash('sha256').update(`fnx ${instance} ${before}`).digest('hex').slice(0, 40)
}

/** Reads the model that an answer holds as JSON. */
export function modelIn(json: string | undefined): Properties | undefined {
  return json === undefined ? undefined : record(JSON.parse(json) as Value) // JSON gives values
}
