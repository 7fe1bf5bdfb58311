import { answersKey } from '../../../model/artifact.ts'
import { FnxError } from '../../../model/diagnostic.ts'
import { record, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { orMissing } from '../kit/answers.ts'
import { type Asked, answerKey, answersPrefix, messageOf, type Reply, replyIn } from './custom-request.ts'

/** Seconds that a provider has unless the template says otherwise: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html */
const serviceTimeout = 3600

/** Seconds that a presigned address is good for beyond that. */
const grace = 60

/**
 * Asks the provider, unless a run before has got its answer, and waits for it. That a request goes out is kept beside
 * where its answer will be, so that who comes after a crash knows that there may be one.
 */
export async function answered(client: AwsClient, asked: Asked): Promise<Reply> {
  const place = placeOf(asked)
  const early = await replyAt(client, place)
  if (early?.Status === 'SUCCESS') return early
  // What failed once is asked for anew: its cause may be gone.
  if (early !== undefined) await client.call('s3', 'DeleteObject', { ...place })
  await client.call('s3', 'PutObject', { ...sentOf(place), Body: 'sent' })
  await send(client, asked)
  return client.pace.until(() => replyAt(client, place), {
    what: `the provider of ${asked.logicalId} to answer`,
    limit: limitOf(asked),
  })
}

/** Gives the answer to a request that an earlier run may have sent, once it cannot come any more at the latest; nothing where none was sent. */
export async function answerTo(client: AwsClient, asked: Asked): Promise<Reply | undefined> {
  const place = placeOf(asked)
  const early = await replyAt(client, place)
  if (early !== undefined) return early
  const sent = await orMissing(client.call('s3', 'HeadObject', { ...sentOf(place) }))
  if (sent === undefined) return undefined
  try {
    return await client.pace.until(() => replyAt(client, place), {
      what: `the provider of ${asked.logicalId} to answer an earlier run`,
      limit: await longestRun(client, asked),
    })
  } catch (error) {
    if (isTimeUp(error)) return undefined
    throw error
  }
}

function isTimeUp(error: unknown): boolean {
  return error instanceof FnxError && error.diagnostics.some(({ code }) => code === 'E6103')
}

/** Deletes what was kept of the requests about a thing. */
export async function forget(client: AwsClient, asked: Asked): Promise<void> {
  const { Bucket } = placeOf(asked)
  const found = await orMissing(
    client.call('s3', 'ListObjectVersions', { Bucket, Prefix: answersPrefix(asked.instance) }),
  )
  for (const { Key, VersionId } of found?.Versions ?? [])
    await client.call('s3', 'DeleteObject', { Bucket, Key, VersionId })
}

interface Place {
  readonly Bucket: string
  readonly Key: string
}

function placeOf(asked: Asked): Place {
  return { Bucket: text(record(asked.properties[answersKey]).Bucket) ?? '', Key: answerKey(asked) }
}

function sentOf({ Bucket, Key }: Place): Place {
  return { Bucket, Key: `${Key}.sent` }
}

async function replyAt(client: AwsClient, place: Place): Promise<Reply | undefined> {
  const answer = await orMissing(client.call('s3', 'GetObject', { ...place }))
  const written = await answer?.Body?.transformToString()
  if (written === undefined) return undefined
  const reply = replyIn(written)
  if (reply !== undefined) return reply
  return { Status: 'FAILED', Reason: 'The answer is not JSON with a Status of SUCCESS or FAILED' }
}

/** A function that fails will not answer: that is told at once, and not when time is up. */
async function send(client: AwsClient, asked: Asked): Promise<void> {
  const provider = providerOf(asked)
  const url = await client.presigned('PutObject', { ...placeOf(asked) }, limitOf(asked) + grace)
  const { FunctionError, Payload } = await client.call('lambda', 'Invoke', {
    FunctionName: provider,
    Payload: Buffer.from(JSON.stringify(messageOf(asked, url))),
  })
  if (FunctionError === undefined) return
  const { errorMessage = FunctionError } = JSON.parse(Buffer.from(Payload ?? []).toString() || '{}')
  throw new FnxError({
    code: 'E6211',
    message: `The provider of ${asked.logicalId} failed: ${errorMessage}`,
    hint: 'Look at what it wrote: fnx logs, or CloudWatch where it is not of this stack.',
  })
}

function providerOf({ logicalId, properties }: Asked): string {
  const token = text(properties.ServiceToken) ?? ''
  if (token.split(':')[2] === 'lambda') return token
  throw new FnxError({
    code: 'E6212',
    message: `ServiceToken of ${logicalId} is "${token}", which is not the ARN of a function.`,
    hint: 'Name a function: fnx asks no other providers of custom resources.',
  })
}

function limitOf({ properties }: Asked): number {
  const given = Number(text(properties.ServiceTimeout))
  return Number.isInteger(given) && given > 0 ? Math.min(given, serviceTimeout) : serviceTimeout
}

/** Seconds that a run of the provider may still take. */
async function longestRun(client: AwsClient, asked: Asked): Promise<number> {
  const found = await orMissing(
    client.call('lambda', 'GetFunctionConfiguration', { FunctionName: providerOf(asked) }),
  )
  return found?.Timeout ?? 0
}
