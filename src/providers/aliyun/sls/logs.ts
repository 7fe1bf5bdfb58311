import { FnxError } from '../../../model/diagnostic.ts'
import type { LogLine, LogQuery } from '../../../model/provider.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { wanted } from '../../kit/wanted-lines.ts'
import type { AliyunClient } from '../client.ts'

/** Most lines that the log service gives at once. */
const page = 100

/** Gives what a function wrote, from the log store that it names. */
export async function logs(client: AliyunClient, name: string, query: LogQuery): Promise<readonly LogLine[]> {
  const { logConfig } = await client.call('fc', 'GetFunction', { functionName: name })
  const { project, logstore } = record(logConfig ?? null)
  if (project && logstore)
    return wanted(await stored(client, { project, logstore, topic: topicOf(name) }, query), query)
  if (client.endpoint === undefined) throw keepsNone(name)
  return wanted(await local(client, name, query), query)
}

/** Gives the topic that Function Compute writes the lines of a function under (devsapp/fc3, src/subCommands/logs). */
export function topicOf(name: string): string {
  return `FCLogs:${name}`
}

/** Reads page by page; an answer that is not complete is asked for again (https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-getlogs). */
async function stored(
  client: AliyunClient,
  place: Properties,
  { since, until }: LogQuery,
): Promise<readonly LogLine[]> {
  const from = Math.floor(since.getTime() / 1000)
  const span = { from, to: Math.ceil((until?.getTime() ?? Date.now()) / 1000) + 1 }
  const found: Omit<LogLine, 'id'>[] = []
  for (;;) {
    const asked = { ...place, ...span, query: '*', line: page, offset: found.length, reverse: false }
    const entries = await client.pace.until(() => complete(client, asked), {
      what: 'the logs to be searched',
    })
    found.push(...entries.map(lineOf))
    if (entries.length < page) return numbered(found)
  }
}

async function complete(client: AliyunClient, asked: Properties): Promise<readonly Properties[] | undefined> {
  const { headers, body } = await client.exchange('sls', 'GetLogs', asked, {})
  if (headers['x-log-progress'] === 'Incomplete') return undefined
  const entries: Value = JSON.parse(Buffer.from(body).toString())
  return list(entries).map(entry => record(entry))
}

function lineOf({ __time__, message }: Properties): Omit<LogLine, 'id'> {
  return { time: new Date(Number(text(__time__) ?? 0) * 1000), text: text(message) ?? '' }
}

/** Times are whole seconds, and a search begins with one: the place within its second tells a line from others. */
function numbered(lines: readonly Omit<LogLine, 'id'>[]): readonly LogLine[] {
  const seen = new Map<number, number>()
  return lines.map(line => {
    const second = line.time.getTime()
    const place = seen.get(second) ?? 0
    seen.set(second, place + 1)
    return { ...line, id: `${second}-${place}` }
  })
}

/** A function of the local cloud may do without a log store. */
async function local(client: AliyunClient, name: string, { since }: LogQuery): Promise<readonly LogLine[]> {
  const answer = (await client.local(`/_fnx/logs?function=${encodeURIComponent(name)}`)) as Value // JSON
  return list(answer)
    .map(line => record(line))
    .map(({ time, text: line }, index) => {
      const at = new Date(Number(time))
      return { id: `${at.getTime()}-${index}`, time: at, text: text(line) ?? '' }
    })
    .filter(({ time }) => time >= since)
}

function keepsNone(name: string): FnxError {
  return new FnxError({
    code: 'E6302',
    message: `Function ${name} keeps no logs, for it has no LogConfig.`,
    hint: 'Make a log project and a log store, name them by LogConfig (Project, Logstore), and deploy again.',
  })
}
