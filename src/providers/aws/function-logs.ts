import type { LogLine, LogQuery } from '../../model/provider.ts'
import type { AwsClient } from './client.ts'
import { orMissing } from './kit/answers.ts'

/** Gives what a function wrote, from the log group that it writes to. */
export async function logs(
  client: AwsClient,
  physicalId: string,
  { since, until, filter }: LogQuery,
): Promise<readonly LogLine[]> {
  const logGroupName = await groupOf(client, physicalId)
  const found: LogLine[] = []
  let nextToken: string | undefined
  do {
    const more = nextToken === undefined ? {} : { nextToken }
    const members = {
      logGroupName,
      startTime: since.getTime(),
      ...(until !== undefined && { endTime: until.getTime() }),
      ...(filter !== undefined && { filterPattern: filter }),
      ...more,
    }
    const page = await orMissing(client.call('logs', 'FilterLogEvents', members))
    for (const { eventId = '', timestamp = 0, message = '', logStreamName } of page?.events ?? [])
      if (!isOfAnother(logStreamName, physicalId))
        found.push({ id: eventId, time: new Date(timestamp), text: message.replace(/\n$/, '') })
    nextToken = page?.nextToken
  } while (nextToken !== undefined)
  return found
}

async function groupOf(client: AwsClient, name: string): Promise<string> {
  const found = await orMissing(client.call('lambda', 'GetFunctionConfiguration', { FunctionName: name }))
  return found?.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`
}

/**
 * In a group that functions share, streams name theirs: `2026/11/27/hello[$LATEST]…`.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
 */
function isOfAnother(stream = '', name: string): boolean {
  const owner = /\/([\w-]+)\[[^\]]*\][^/]*$/.exec(stream)?.[1]
  return owner !== undefined && owner !== name
}
