import type { ResourceType } from '../../../model/provider.ts'
import { list, record, text } from '../../../model/value.ts'
import type { Call } from '../../kit/call.ts'
import { jsonText, toMembers } from '../../kit/form.ts'
import { byName, within } from '../../kit/identifier.ts'
import { type Change, type Part, withResets } from '../../kit/parts.ts'
import type { Recipe } from '../../kit/recipe.ts'
import type { AliyunClient } from '../client.ts'
import { camel } from '../kit/camel.ts'
import { ifThere } from '../kit/if-there.ts'
import { instanceIn, ownerMark } from '../kit/owner-mark.ts'
import { made } from '../kit/recipe.ts'

/** Sources whose triggers FC cannot change in place. */
const fixed: readonly string[] = ['mns_topic', 'tablestore']

const changing: Part<AliyunClient> = {
  takes: ['Description', 'InvocationRole', 'Qualifier', 'TriggerConfig'],
  calls: change =>
    fixed.includes(text(change.input.properties.TriggerType) ?? '') ? remade(change) : [changed(change)],
  absent: { Description: '', Qualifier: 'LATEST', TriggerConfig: {} },
}

const recipe: Recipe<AliyunClient> = {
  type: 'ALIYUN::FC3::Trigger',
  naming: { max: 128, allowed: /[\w-]/ },
  nameProperty: 'TriggerName',
  partOf: ['FunctionName'],
  // a function version or alias can have only one http trigger: CreateTrigger of FC 2023-03-30
  uniqueIf: { property: 'TriggerType', value: 'http', by: ['Qualifier'] },
  id: within({ parent: 'FunctionName', member: 'functionName' }, byName('triggerName')),
  form: { spelling: camel, codecs: { TriggerConfig: jsonText } },
  create: {
    call: 'CreateTrigger',
    takes: [...changing.takes, 'SourceArn', 'TriggerType'],
    members: ({ properties: { Qualifier = 'LATEST', TriggerConfig = {} } }) => ({
      qualifier: Qualifier,
      triggerConfig: jsonText.write(TriggerConfig),
    }),
  },
  parts: [changing],
  stays: { InvocationRole: 'Function Compute documents no value that takes the role off a trigger' },
  mark: ownerMark,
  exclusive: id => `fc:${id.slice(0, id.lastIndexOf('|'))}`,
  async show({ ask }) {
    const live = await ask('GetTrigger')
    return live && { live }
  },
  answered: true,
  attributes({ id, live }) {
    const { urlInternet, urlIntranet } = record(live.httpTrigger ?? null)
    return {
      Ref: live.triggerName ?? '',
      FunctionName: id.slice(0, id.lastIndexOf('|')),
      TriggerId: live.triggerId ?? '',
      TriggerName: live.triggerName ?? '',
      ...(urlInternet === undefined ? {} : { UrlInternet: urlInternet }),
      ...(urlIntranet === undefined ? {} : { UrlIntranet: urlIntranet }),
    }
  },
  delete: { call: 'DeleteTrigger' },
}

/** A trigger of FC 3.0. Triggers carry no tags, so the description says whose it is. */
export const trigger: ResourceType<AliyunClient> = {
  ...made('fc', recipe),
  async trace(client, { properties, name }) {
    const input = { functionName: text(properties.FunctionName) ?? '', limit: 100 }
    const answer = await ifThere(client.call('fc', 'ListTriggers', input))
    const named = list(answer?.triggers).flatMap(live => {
      const { triggerName, description } = record(live)
      const instance = instanceIn(text(description))
      const fits = triggerName === name || triggerName === `${name}${instance}`
      return fits && instance !== undefined ? [{ name: String(triggerName), instance }] : []
    })
    return named.length === 1 ? named[0] : undefined
  },
}

function settled({ now, before, form, id }: Change<AliyunClient>) {
  const resets = { Qualifier: 'LATEST', TriggerConfig: {} }
  const past = Object.keys(before).length === 0 ? resets : before
  return toMembers(withResets(past, now, { resets, id }), form)
}

function changed(change: Change<AliyunClient>): Call {
  return { action: 'UpdateTrigger', members: { ...change.key, ...settled(change) } }
}

/** A run that ends in between finds the trigger gone, and makes it again. */
function remade(change: Change<AliyunClient>): readonly Call[] {
  const { TriggerType, SourceArn } = change.input.properties
  const whole = toMembers(
    { TriggerType: TriggerType ?? '', ...(SourceArn === undefined ? {} : { SourceArn }) },
    change.form,
  )
  return [
    { action: 'DeleteTrigger', members: change.key, forgiving: true },
    { action: 'CreateTrigger', members: { ...change.key, ...whole, ...settled(change) } },
  ]
}
