import { FnxError } from '../../../model/diagnostic.ts'
import type { LogLine, LogQuery } from '../../../model/provider.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import { wanted } from '../../kit/wanted-lines.ts'
import type { TencentClient } from '../client.ts'
import { parsed } from '../kit/json.ts'
import { functionName, getFunction } from './scf.ts'

/** The most that SearchLog gives at once, and in all by its Context. */
const limits = { page: 1000, all: 10_000 }

/**
 * Reads what a deployed function wrote, out of the topic of the log service that SCF delivers to: its own call
 * GetFunctionLogs is off line (cloud.tencent.com/document/product/583/18583), and SearchLog of CLS is named in its place.
 * Throws E6403 for a function whose log goes nowhere.
 */
export async function logs(
  client: TencentClient,
  physicalId: string,
  range: LogQuery,
): Promise<readonly LogLine[]> {
  const { since, until } = range
  const search = {
    TopicId: await topicOf(client, physicalId),
    From: since.getTime(),
    To: until === undefined ? Math.max(Date.now(), since.getTime()) + 60_000 : until.getTime() + 1,
    QueryString: query(physicalId),
    Sort: 'asc',
    Limit: limits.page,
  }
  const found: LogLine[] = []
  let Context: string | undefined
  while (found.length < limits.all) {
    const input = { ...search, ...(Context === undefined ? {} : { Context }) }
    const page = await client.call('cls', 'SearchLog', input)
    const entries = list(page.Results).map(record)
    found.push(...entries.map(lineOf))
    Context = text(page.Context)
    if (page.ListOver === true || entries.length === 0 || !Context) break
  }
  return wanted(found, range)
}

async function topicOf(client: TencentClient, physicalId: string): Promise<string> {
  const name = functionName(physicalId)
  const topic = text((await getFunction(client, name))?.ClsTopicId)
  if (topic) return topic
  throw new FnxError({
    code: 'E6403',
    message: `The log of function ${name.FunctionName} is delivered to no topic of the log service.`,
    hint: 'Give the function ClsLogsetId and ClsTopicId, deploy, and call it again.',
  })
}

/** The fields that SCF writes with each line: cloud.tencent.com/document/product/583/60336. */
function query(physicalId: string): string {
  const { Namespace, FunctionName } = functionName(physicalId)
  return `SCF_FunctionName:"${FunctionName}" AND SCF_Namespace:"${Namespace}"`
}

function lineOf({ Time, PkgId, PkgLogId, LogJson }: Properties): LogLine {
  const said = record(parsed(LogJson))
  return {
    id: `${text(PkgId)}:${text(PkgLogId)}`,
    time: new Date(Number(Time)),
    text: (text(said.SCF_Message) ?? '').replace(/\n$/, ''),
  }
}
