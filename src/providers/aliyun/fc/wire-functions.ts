import type { WireCall, WireReply } from '../../../model/operation.ts'
import {
  equal,
  isList,
  isRecord,
  list,
  type Properties,
  record,
  text,
  type Value,
} from '../../../model/value.ts'
import { crc64 } from '../kit/crc64.ts'
import { json, jsonError, noContent, operation, parametersOf } from '../protocols/reply.ts'
import { account } from '../sts/wire.ts'
import { codeOf, wrongSettings } from './wire-function-input.ts'

/** The table that deployed functions are kept in. */
export const functionTable = 'aliyun/functions'

/** Time until a write of a function is done, in ms: enough that a client has to wait for it. */
const working = 100

/** Calls of Function Compute on functions. */
export const functions = [
  operation('fc', 'CreateFunction', create),
  operation('fc', 'GetFunction', call => withFunction(call, live => json(200, shown(call, live)))),
  operation('fc', 'GetFunctionCode', call => withFunction(call, live => json(200, codeShown(live)))),
  operation('fc', 'ListFunctions', listed),
  operation('fc', 'UpdateFunction', update),
  operation('fc', 'DeleteFunction', remove),
  operation('fc', 'InvokeFunction', invoke),
  operation('fc', 'TagResources', call => retag(call, tagsIn(bodyOf(call)), [])),
  operation('fc', 'UntagResources', call => retag(call, {}, listOf(call, 'TagKey'))),
]

/** Gives the parts of a call's path behind the version, decoded: `functions`, a name, `triggers`, a name. */
export function pathOf({ request }: WireCall): readonly string[] {
  const [path = ''] = request.url.split('?', 1)
  return path.split('/').slice(2).map(decodeURIComponent)
}

/** Gives the JSON body of a call. */
export function bodyOf({ request }: WireCall): Properties {
  try {
    return record(JSON.parse(Buffer.from(request.body).toString() || '{}'))
  } catch {
    return {}
  }
}

/** Answers for a function that exists, or says that it does not. */
export function withFunction<T>(call: WireCall, answer: (live: Properties) => T): T | WireReply {
  const [, name = ''] = pathOf(call)
  const live = call.store.get(functionTable, name)
  if (!isRecord(live))
    return jsonError(404, 'FunctionNotFound', `function '${name}' does not exist`, call.id())
  return answer(live)
}

function create(call: WireCall): WireReply {
  const body = bodyOf(call)
  const name = text(body.functionName) ?? ''
  const wrong = wrongSettings(call, body, true)
  if (wrong !== undefined) return wrong
  if (call.store.get(functionTable, name) !== undefined)
    return jsonError(409, 'FunctionAlreadyExists', `function '${name}' already exists`, call.id())
  const code = codeOf(call, body)
  if ('refused' in code) return code.refused
  const { code: _, ...settings } = body
  const time = call.now.toISOString()
  const live = {
    diskSize: 512,
    instanceConcurrency: 1,
    internetAccess: true,
    memorySize: 512,
    timeout: 3,
    ...settings,
    ...code.kept,
    functionId: call.id(),
    functionName: name,
    createdTime: time,
    lastModifiedTime: time,
    readyAt: call.now.getTime() + working,
  }
  call.store.put(functionTable, name, live)
  return json(200, shown(call, live))
}

function update(call: WireCall): WireReply {
  return withFunction(call, live => {
    if (isBusy(call, live))
      return jsonError(409, 'ConcurrentUpdateError', 'the function is being updated', call.id())
    const body = bodyOf(call)
    const wrong = wrongSettings(call, { ...live, ...body }, false)
    if (wrong !== undefined) return wrong
    const code = body.code === undefined ? { kept: {} } : codeOf(call, { ...live, ...body })
    if ('refused' in code) return code.refused
    const { code: _, functionName: __, tags: ___, ...settings } = body
    const time = call.now
    const next = {
      ...cleared({ ...live, ...settings }),
      ...code.kept,
      lastModifiedTime: time.toISOString(),
      updatedUntil: time.getTime() + working,
    }
    call.store.put(functionTable, text(live.functionName) ?? '', next)
    return json(200, shown(call, next))
  })
}

/** A setting that is sent in its empty form is set no more. */
function cleared(settings: Properties): Properties {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => !isBlank(value)))
}

function isBlank(value: Value | undefined): boolean {
  if (isList(value)) return value.length === 0
  if (isRecord(value)) return Object.values(value).every(isBlank)
  return value === '' || value === 0 || value === 'None'
}

function remove(call: WireCall): WireReply {
  return withFunction(call, live => {
    const name = text(live.functionName) ?? ''
    for (const [key] of call.store.list('aliyun/triggers'))
      if (key.startsWith(`${name}/`)) call.store.delete('aliyun/triggers', key)
    call.store.delete(functionTable, name)
    return noContent()
  })
}

function listed(call: WireCall): WireReply {
  // https://api.aliyun.com/document/FC/2023-03-30/ListFunctions: only functions that carry all of `tags`, a list in JSON.
  const prefix = parametersOf(call).get('prefix') ?? ''
  const wanted = list(JSON.parse(parametersOf(call).get('tags') ?? '[]') as Value).map(record) // JSON gives values
  const found = call.store
    .list(functionTable)
    .filter(([name]) => name.startsWith(prefix))
    .map(([, live]) => shown(call, record(live)))
    .filter(({ tags }) => wanted.every(tag => list(tags).some(carried => equal(carried, tag))))
  return json(200, { functions: found })
}

async function invoke(call: WireCall): Promise<WireReply> {
  return withFunction(call, async live => {
    const outcome = await call.invoke(text(live.functionName) ?? '', call.request.body)
    return {
      status: 200,
      headers: {
        'content-type': 'application/octet-stream',
        'x-fc-request-id': outcome.requestId,
        'x-fc-invocation-duration': String(Math.round(outcome.duration)),
        'x-fc-max-memory-usage': String(Math.round(outcome.memoryUsed)),
        ...(call.request.headers['x-fc-log-type'] === 'Tail'
          ? { 'x-fc-log-result': tailOf(outcome.log) }
          : {}),
        ...(outcome.failure === undefined ? {} : { 'x-fc-error-type': outcome.failure.type }),
      },
      body: outcome.payload,
    }
  })
}

/** FC gives the last 4 KB of a log. */
function tailOf(log: string): string {
  return Buffer.from(log.slice(-4096)).toString('base64')
}

function isBusy({ now }: WireCall, { readyAt, updatedUntil }: Properties): boolean {
  return Math.max(Number(readyAt ?? 0), Number(updatedUntil ?? 0)) > now.getTime()
}

/** Gives a function as the cloud shows it, which leaves out what only the local cloud keeps. */
function shown({ now, request }: WireCall, live: Properties): Properties {
  const { readyAt, updatedUntil, stored: _, ...rest } = live
  const updating = Number(updatedUntil ?? 0) > now.getTime()
  const region = text(live.region) ?? regionOf(request.headers.host)
  return {
    ...rest,
    functionArn: `acs:fc:${region}:${account}:functions/${text(live.functionName)}`,
    layers: list(live.layers).map(arn => ({ arn, size: 0 })),
    state: Number(readyAt ?? 0) > now.getTime() ? 'Pending' : 'Active',
    lastUpdateStatus: updating ? 'InProgress' : 'Successful',
  }
}

/** The region stands in the host alone, which a local endpoint does not have. */
function regionOf(host = ''): string {
  return /\.([a-z]{2}-[a-z0-9-]+)\./.exec(host)?.[1] ?? 'cn-hangzhou'
}

function codeShown({ stored, codeChecksum }: Properties): Properties {
  return { url: `local:${text(stored) ?? ''}`, checksum: codeChecksum ?? crc64(new Uint8Array()) }
}

function tagsIn({ Tag }: Properties): Properties {
  return Object.fromEntries(list(Tag).map(tag => [text(record(tag).Key) ?? '', record(tag).Value ?? '']))
}

function listOf(call: WireCall, name: string): readonly string[] {
  const parsed: Value = JSON.parse(parametersOf(call).get(name) ?? '[]')
  return list(parsed).map(item => text(item) ?? '')
}

function retag(call: WireCall, added: Properties, gone: readonly string[]): WireReply {
  const asked = list(bodyOf(call).ResourceId).map(id => text(id) ?? '')
  const ids = asked.length > 0 ? asked : listOf(call, 'ResourceId')
  for (const id of ids) {
    const name = id.slice(id.lastIndexOf('/') + 1)
    const live = call.store.get(functionTable, name)
    if (!isRecord(live))
      return jsonError(404, 'FunctionNotFound', `function '${name}' does not exist`, call.id())
    const old = list(live.tags).map(tag => [text(record(tag).Key) ?? '', record(tag).Value ?? ''] as const)
    const kept = Object.entries({ ...Object.fromEntries(old), ...added }).filter(
      ([key]) => !gone.includes(key),
    )
    call.store.put(functionTable, name, { ...live, tags: kept.map(([Key, Value]) => ({ Key, Value })) })
  }
  return json(200, {})
}
