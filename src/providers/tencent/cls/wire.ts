import type { Operation, ServiceWire, WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { reading, refusal } from '../protocols/api.ts'
import { all, functionKey, tables, word } from '../protocols/tables.ts'
import { defaultTopic } from './default-topic.ts'

/**
 * The search of the log service, over what functions wrote: cloud.tencent.com/document/product/614/56447. Of its language it
 * reads `*` and fields joined by AND.
 */
const search: readonly Operation[] = [
  reading('cls', 'SearchLog', (input, call) => {
    const functions = all(call.store, tables.functions).filter(fn => fn.ClsTopicId === input.TopicId)
    if (functions.length === 0 && input.TopicId !== defaultTopic.ClsTopicId)
      return refusal('ResourceNotFound.TopicNotExist', `Topic ${word(input.TopicId)} does not exist`)
    const wanted = conditions(word(input.QueryString ?? input.Query))
    if (wanted === undefined)
      return refusal(
        'FailedOperation.SyntaxError',
        'The local cloud reads * and fields that are joined by AND',
      )
    const { From, To, Sort, Context } = input
    const every = functions
      .flatMap(fn => linesOf(fn, call))
      .filter(({ time, fields }) => time >= Number(From) && time < Number(To) && fits(fields, wanted))
      .sort((left, right) => left.time - right.time)
    const ordered = Sort === 'asc' ? every : every.toReversed()
    const from = Number(Context ?? input.Offset ?? 0)
    const end = from + Math.min(Number(input.Limit ?? 100), 1000)
    return {
      Context: String(end),
      ListOver: end >= ordered.length,
      Analysis: false,
      Results: ordered.slice(from, end).map(line => shown(line, word(input.TopicId))),
    }
  }),
]

interface Line {
  readonly time: number
  readonly place: number
  readonly fields: Readonly<Record<string, string>>
}

/** The fields of a line: cloud.tencent.com/document/product/583/60336. */
function linesOf(fn: Properties, { logs }: WireCall): readonly Line[] {
  const about = { SCF_FunctionName: word(fn.FunctionName), SCF_Namespace: word(fn.Namespace) }
  let [id, start] = ['', '0']
  return logs(functionKey(fn)).flatMap(({ time, text }, place) =>
    text
      .replace(/\n$/, '')
      .split('\n')
      .map((SCF_Message, line) => {
        const begun = /^START RequestId: (\S+)/.exec(SCF_Message)?.[1]
        if (begun !== undefined) [id, start] = [begun, String(time)]
        const platform = /^(START|END|Report) RequestId: /.test(SCF_Message)
        const fields = {
          ...about,
          SCF_StartTime: start,
          SCF_LogTime: String(time),
          SCF_RequestId: id,
          SCF_Alias: '',
          SCF_Qualifier: '$LATEST',
          SCF_Level: 'INFO',
          SCF_Message,
          SCF_Type: platform ? 'Platform' : 'Custom',
          SCF_RetryNum: '0',
        }
        return { time, place: place * 1000 + line, fields }
      }),
  )
}

function shown({ time, place, fields }: Line, TopicId: string): Properties {
  return {
    Time: time,
    TopicId,
    TopicName: 'SCF_LogTopic_local',
    Source: '127.0.0.1',
    FileName: '',
    PkgId: `${fields.SCF_Namespace}|${fields.SCF_FunctionName}`,
    PkgLogId: String(place),
    LogJson: JSON.stringify(fields),
    HostName: 'localhost',
  }
}

/** Reads the conditions of a query, or nothing where it holds more than that. */
function conditions(query: string): readonly (readonly [field: string, value: string])[] | undefined {
  const parts = query.trim() === '' ? [] : query.trim().split(/\s+AND\s+/i)
  const found = parts
    .filter(part => part !== '*')
    .map(part => /^(\w+):\s*(?:"([^"]*)"|([^\s"]+))$/.exec(part))
  return found.every(match => match !== null)
    ? found.map(match => [match?.[1] ?? '', match?.[2] ?? match?.[3] ?? ''])
    : undefined
}

function fits(fields: Line['fields'], wanted: readonly (readonly [string, string])[]): boolean {
  return wanted.every(([field, value]) =>
    field === 'SCF_Message' ? fields[field]?.includes(value) : fields[field] === value,
  )
}

/** CLS, as the local cloud answers it. */
export const wire: ServiceWire = { operations: search }
