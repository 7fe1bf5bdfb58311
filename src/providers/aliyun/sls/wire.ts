import type { Operation, ServiceWire, WireCall, WireReply } from '../../../model/operation.ts'
import { type Properties, record } from '../../../model/value.ts'
import { functionTable } from '../fc/wire-functions.ts'
import { json } from '../protocols/reply.ts'

/** The log service, as far as the logs of functions go (https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-getlogs). */
export const wire: ServiceWire = {
  operations: [{ service: 'sls', name: 'GetLogs', mutates: false, handle: getLogs } satisfies Operation],
}

/** Gives what functions wrote whose LogConfig names the store; there are no other projects here. */
function getLogs(call: WireCall): WireReply {
  const { request, store } = call
  const [path = '', search = ''] = request.url.split('?')
  const query = new URLSearchParams(search)
  const project = request.headers.host?.split('.', 1)[0] ?? ''
  const logstore = decodeURIComponent(path.split('/')[2] ?? '')
  const writers = store.list(functionTable).filter(([, live]) => {
    const config = record(record(live).logConfig ?? null)
    return config.project === project && config.logstore === logstore
  })
  if (writers.length === 0) return refusal(404, 'ProjectNotExist', `The Project does not exist : ${project}`)
  const lines = writers.flatMap(([name]) => linesOf(call, name, query))
  const offset = Number(query.get('offset') ?? 0)
  const found = lines.slice(offset, offset + Number(query.get('line') ?? 100))
  return json(200, found, { 'x-log-progress': 'Complete', 'x-log-count': String(found.length) })
}

function linesOf({ logs }: WireCall, name: string, query: URLSearchParams): readonly Properties[] {
  const topic = `FCLogs:${name}`
  if ((query.get('topic') ?? topic) !== topic) return []
  const [from, to] = [Number(query.get('from')), Number(query.get('to'))]
  return logs(name)
    .map(({ time, text: message }) => ({ at: Math.floor(time / 1000), message }))
    .filter(({ at }) => at >= from && at < to)
    .map(({ at, message }) => ({
      __time__: String(at),
      __topic__: topic,
      __source__: '',
      functionName: name,
      message,
      qualifier: 'LATEST',
    }))
}

function refusal(status: number, errorCode: string, errorMessage: string): WireReply {
  return json(status, { errorCode, errorMessage })
}
