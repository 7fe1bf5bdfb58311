import type { WireCall, WireReply } from '../../../model/operation.ts'
import { isRecord, type Properties, record, text, type Value } from '../../../model/value.ts'
import { json, jsonError, noContent, operation } from '../protocols/reply.ts'
import { account } from '../sts/wire.ts'
import { bodyOf, pathOf, withFunction } from './wire-functions.ts'

/** The table that triggers are kept in, by function and name. */
export const triggerTable = 'aliyun/triggers'

const types: readonly string[] = [
  'http',
  'timer',
  'oss',
  'log',
  'mns_topic',
  'tablestore',
  'cdn_events',
  'eventbridge',
]

/** Calls of Function Compute on triggers. */
export const triggers = [
  operation('fc', 'CreateTrigger', call => withFunction(call, () => create(call))),
  operation('fc', 'GetTrigger', call => withTrigger(call, live => json(200, shown(call, live)))),
  operation('fc', 'ListTriggers', call => withFunction(call, () => listed(call))),
  operation('fc', 'UpdateTrigger', call => withTrigger(call, live => update(call, live))),
  operation('fc', 'DeleteTrigger', call => withTrigger(call, () => remove(call))),
]

function withTrigger(call: WireCall, answer: (live: Properties) => WireReply): WireReply {
  return withFunction(call, () => {
    const live = call.store.get(triggerTable, keyOf(call))
    const [, , , name = ''] = pathOf(call)
    return isRecord(live)
      ? answer(live)
      : jsonError(404, 'TriggerNotFound', `trigger '${name}' does not exist`, call.id())
  })
}

function keyOf(call: WireCall): string {
  const [, owner = '', , name = ''] = pathOf(call)
  return `${owner}/${name}`
}

function create(call: WireCall): WireReply {
  const body = bodyOf(call)
  const [, owner = ''] = pathOf(call)
  const name = text(body.triggerName) ?? ''
  const refuse = (message: string) => jsonError(400, 'InvalidArgument', message, call.id())
  if (!/^[A-Za-z_][\w-]{0,127}$/.test(name)) return refuse(`trigger name '${name}' is not valid`)
  if (!types.includes(text(body.triggerType) ?? ''))
    return refuse(`trigger type '${text(body.triggerType)}' is not supported`)
  if (call.store.get(triggerTable, `${owner}/${name}`) !== undefined)
    return jsonError(409, 'TriggerAlreadyExists', `trigger '${name}' already exists`, call.id())
  const qualifier = body.qualifier ?? 'LATEST'
  const wrong = wrongConfig(call, { ...body, qualifier }, owner)
  if (wrong !== undefined) return refuse(wrong)
  const time = call.now.toISOString()
  const live = { ...body, qualifier, triggerId: call.id(), createdTime: time, lastModifiedTime: time }
  call.store.put(triggerTable, `${owner}/${name}`, live)
  return json(200, shown(call, live))
}

function update(call: WireCall, live: Properties): WireReply {
  if (live.triggerType === 'mns_topic' || live.triggerType === 'tablestore')
    return jsonError(400, 'InvalidArgument', `a ${live.triggerType} trigger cannot be updated`, call.id())
  const { triggerConfig, description, invocationRole, qualifier } = { ...live, ...bodyOf(call) } as Properties
  const next = {
    ...live,
    ...Object.fromEntries(
      Object.entries({ triggerConfig, description, invocationRole, qualifier }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
    lastModifiedTime: call.now.toISOString(),
  } as Properties
  const [, owner = ''] = pathOf(call)
  const wrong = wrongConfig(call, next, owner)
  if (wrong !== undefined) return jsonError(400, 'InvalidArgument', wrong, call.id())
  call.store.put(triggerTable, keyOf(call), next)
  return json(200, shown(call, next))
}

function remove(call: WireCall): WireReply {
  call.store.delete(triggerTable, keyOf(call))
  return noContent()
}

function listed(call: WireCall): WireReply {
  const [, owner = ''] = pathOf(call)
  return json(200, { triggers: ofFunction(call, owner).map(live => shown(call, live)) })
}

function ofFunction({ store }: WireCall, owner: string): readonly Properties[] {
  return store
    .list(triggerTable)
    .filter(([key]) => key.startsWith(`${owner}/`))
    .map(([, live]) => record(live))
}

/** Says what is wrong with the settings of a trigger, in words that stand behind the code. */
function wrongConfig(call: WireCall, body: Properties, owner: string): string | undefined {
  const config = configOf(body)
  if (config === undefined) return 'triggerConfig is not the JSON text of an object'
  if (body.triggerType === 'http') return wrongHttp(call, body, owner)
  if (
    body.triggerType === 'timer' &&
    !/^(?:@every \d+[smhd]|(?:CRON_TZ=\S+ )?(?:\S+ ){5}\S+)/.test(text(config.cronExpression) ?? '')
  )
    return `cronExpression '${text(config.cronExpression)}' is not valid`
  return undefined
}

function wrongHttp(call: WireCall, body: Properties, owner: string): string | undefined {
  const { authType } = configOf(body) ?? {}
  if (!['anonymous', 'function', 'jwt'].includes(text(authType) ?? ''))
    return `authType '${text(authType)}' is not valid`
  const others = ofFunction(call, owner).filter(
    ({ triggerType, qualifier, triggerName }) =>
      triggerType === 'http' && qualifier === body.qualifier && triggerName !== body.triggerName,
  )
  return others.length > 0 ? 'a function version or alias can have only one http trigger' : undefined
}

function configOf({ triggerConfig }: Properties): Properties | undefined {
  try {
    const config: Value = JSON.parse(text(triggerConfig) ?? '{}')
    return isRecord(config) ? config : undefined
  } catch {
    return undefined
  }
}

function shown(call: WireCall, live: Properties): Properties {
  const [, owner = ''] = pathOf(call)
  const targetArn = `acs:fc:cn-hangzhou:${account}:functions/${owner}`
  if (live.triggerType !== 'http') return { ...live, targetArn, status: '' }
  const url = new URL(call.gatewayUrl)
  url.hostname = `${owner}.localhost`
  const address = url.href.replace(/\/$/, '')
  return { ...live, targetArn, status: '', httpTrigger: { urlInternet: address, urlIntranet: address } }
}
