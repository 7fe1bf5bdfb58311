import type { Operation, WireCall } from '../../../model/operation.ts'
import { isRecord, type Properties, record, type Value } from '../../../model/value.ts'
import { beijingTime } from '../kit/beijing-time.ts'
import { wrongField } from '../kit/cron.ts'
import { parsed } from '../kit/json.ts'
import { page, reading, refusal, writing } from '../protocols/api.ts'
import { found, functionKey, tables, triggerKey, word } from '../protocols/tables.ts'
import { missing, statusOf } from './wire-functions.ts'
import { shownTrigger } from './wire-shown-trigger.ts'

/** Triggers of SCF: timer, http, cos and ckafka; apigw and cmq are refused as they are today. */
export const triggers: readonly Operation[] = [
  writing('scf', 'CreateTrigger', (input, call) => {
    const refused = refusedTrigger(input, call)
    if (refused !== undefined) return refused
    const key = triggerKey(input)
    if (found(call.store, tables.triggers, key) !== undefined)
      return refusal('ResourceInUse.Trigger', `Trigger ${word(input.TriggerName)} exists already`)
    if (input.Type === 'http' && hasUrl(input, call))
      return refusal('ResourceInUse.Trigger', `Function ${word(input.FunctionName)} has a URL already`)
    const trigger = { AddTime: beijingTime(call.now), ...kept(input, call) }
    call.store.put(tables.triggers, key, trigger)
    return { TriggerInfo: shownTrigger(trigger, call.gatewayUrl) }
  }),
  writing('scf', 'UpdateTrigger', (input, call) => {
    if (!['timer', 'ckafka', 'http'].includes(word(input.Type)))
      return refusal(
        'UnsupportedOperation.Trigger',
        `Triggers of the type ${word(input.Type)} cannot be changed`,
      )
    const refused = refusedTrigger(input, call)
    if (refused !== undefined) return refused
    const old = found(call.store, tables.triggers, triggerKey(input))
    if (old === undefined) return missingTrigger(input)
    call.store.put(tables.triggers, triggerKey(input), { ...old, ...kept(input, call) })
    return {}
  }),
  writing('scf', 'DeleteTrigger', (input, { store }) => {
    if (found(store, tables.functions, functionKey(input)) === undefined) return missing(input)
    if (input.Type === 'cos' && word(input.TriggerDesc) === '')
      return refusal('MissingParameter.TriggerDesc', 'TriggerDesc is needed to delete a cos trigger')
    return store.delete(tables.triggers, triggerKey(input)) ? {} : missingTrigger(input)
  }),
  reading('scf', 'ListTriggers', (input, { store, gatewayUrl }) => {
    if (found(store, tables.functions, functionKey(input)) === undefined) return missing(input)
    const prefix = `${functionKey(input)}|`
    const every = store
      .list(tables.triggers)
      .flatMap(([key, value]) => (key.startsWith(prefix) ? [shownTrigger(record(value), gatewayUrl)] : []))
    return { Triggers: page(every, input), TotalCount: every.length }
  }),
]

function missingTrigger({ TriggerName }: Properties): Properties {
  return refusal('ResourceNotFound.Trigger', `Trigger ${word(TriggerName)} does not exist`)
}

function hasUrl(input: Properties, { store }: WireCall): boolean {
  const prefix = `${functionKey(input)}|http|`
  const qualifier = word(input.Qualifier) || '$LATEST'
  return store
    .list(tables.triggers)
    .some(([key, value]) => key.startsWith(prefix) && record(value).Qualifier === qualifier)
}

function refusedTrigger(input: Properties, { store, now }: WireCall): Properties | undefined {
  const fn = found(store, tables.functions, functionKey(input))
  if (fn === undefined) return missing(input)
  const status = statusOf(fn, now)
  if (status !== 'Active')
    return refusal('FailedOperation.FunctionStatusError', `Function ${word(input.FunctionName)} is ${status}`)
  if (word(input.TriggerName) === '') return refusal('MissingParameter.TriggerName', 'TriggerName is needed')
  const check = checks[word(input.Type)]
  if (check === undefined)
    return refusal(
      'InvalidParameterValue.Type',
      `Triggers of the type ${word(input.Type)} are not made any more`,
    )
  const wrong = check(input, parsed(input.TriggerDesc))
  return wrong === undefined ? undefined : refusal('InvalidParameterValue.TriggerDesc', wrong)
}

type Check = (input: Properties, description: Value) => string | undefined

const checks: Readonly<Record<string, Check>> = {
  timer: (_input, description) => {
    const cron = word(record(description).cron) || word(description)
    if (cron.trim().split(/\s+/).length !== 7) return `${cron} is not a cron of seven fields`
    const wrong = wrongField(cron)
    return wrong === undefined ? undefined : `${cron} has a wrong ${wrong.name}`
  },
  http: (_input, description) => {
    const { AuthType, NetConfig } = record(description)
    if (AuthType !== 'NONE' && AuthType !== 'CAM') return 'AuthType must be NONE or CAM'
    return isRecord(NetConfig) ? undefined : 'NetConfig is needed'
  },
  cos: ({ TriggerName }, description) => {
    if (!/-\d+\.cos\.[a-z0-9-]+\.myqcloud\.com$/.test(word(TriggerName)))
      return `${word(TriggerName)} is not the host of a bucket`
    return word(record(description).event).startsWith('cos:') ? undefined : 'event is needed'
  },
  ckafka: (_input, description) => (isRecord(description) ? undefined : 'The description must be JSON'),
}

function kept(input: Properties, { now }: WireCall): Properties {
  return {
    Namespace: word(input.Namespace) || 'default',
    FunctionName: word(input.FunctionName),
    Type: word(input.Type),
    TriggerName: word(input.TriggerName),
    TriggerDesc: keptDescription(input),
    Enable: word(input.Enable) === 'CLOSE' ? 0 : 1,
    Qualifier: word(input.Qualifier) || '$LATEST',
    CustomArgument: word(input.CustomArgument),
    Description: word(input.Description),
    AvailableStatus: 'Available',
    ModTime: beijingTime(now),
  }
}

/** Keeps the cron of a timer inside JSON, as SCF does. */
function keptDescription(input: Properties): string {
  const description = parsed(input.TriggerDesc)
  if (input.Type !== 'timer') return word(input.TriggerDesc)
  return JSON.stringify(isRecord(description) ? description : { cron: word(description) })
}
