import type { ResourceType } from '../../../model/provider.ts'
import { isRecord, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Call, Members, Session } from '../../kit/call.ts'
import { type Codec, type Form, parsed, toMembers } from '../../kit/form.ts'
import type { Identifier } from '../../kit/identifier.ts'
import { inTemplateForm } from '../../kit/in-template-form.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { type Part, withResets } from '../../kit/parts.ts'
import type { TencentClient } from '../client.ts'
import { unlessMissing } from '../diagnose.ts'
import { allByOffset, instanceIn, made, mark } from '../kit/recipe.ts'
import { functionName, rest } from './scf.ts'

const identifier: Identifier = {
  takes: ['FunctionName', 'Namespace', 'Type'],
  of: ({ name, properties: { Namespace, FunctionName, Type } }) =>
    [text(Namespace) ?? 'default', text(FunctionName) ?? '', text(Type) ?? '', name].join('|'),
  key: keyFrom,
}

/** SCF takes the cron of a timer as it is and answers it within JSON; everything else is JSON both ways. */
const description: Codec = {
  write: value => (isRecord(value) ? JSON.stringify(value) : value),
  read(live, known) {
    const said = parsed(text(live) ?? '')
    // SCF fills in what a function URL is given, such as its address.
    if (isRecord(known) && isRecord(said)) return inTemplateForm(known, said)
    return record(said).cron ?? (typeof known === 'string' ? live : said)
  },
}

const form: Form = {
  codecs: {
    TriggerDesc: description,
    CustomArgument: { write: value => text(value) ?? value, read: live => live },
    Enable: { write: value => value, read: live => (Number(live) === 1 ? 'OPEN' : 'CLOSE') },
  },
}

const changeable = ['TriggerDesc', 'Enable', 'CustomArgument', 'Description']

const changes: Part<TencentClient> = {
  takes: changeable,
  async calls({ client, id, key, now, before, input }) {
    const resets = { Enable: 'OPEN', CustomArgument: '', Description: '' }
    const { Qualifier } = input.properties
    const members = { ...key, Qualifier, ...toMembers(withResets(before, now, { resets, id }), form) }
    if (keyFrom(id).Type !== 'cos') return [{ action: 'UpdateTrigger', members }]
    return [...removal(key, await liveTrigger(client, id)), { action: 'CreateTrigger', members }]
  },
}

const recipe = made('scf', {
  type: 'TencentCloud::SCF::Trigger',
  naming: { max: 100, allowed: /[A-Za-z0-9_-]/ },
  nameProperty: 'TriggerName',
  partOf: ['FunctionName', 'Namespace'],
  // a function has one URL for each version or alias: cloud.tencent.com/document/product/583/100227
  uniqueIf: { property: 'Type', value: 'http', by: ['Qualifier'] },
  id: identifier,
  form,
  create: { call: 'CreateTrigger', takes: [...changeable, 'Qualifier'] },
  parts: [changes],
  stays: { TriggerDesc: 'A trigger is nothing without it, and SCF refuses an empty one.' },
  mark,
  async show({ client, id }) {
    const live = await liveTrigger(client, id)
    return live && { live }
  },
  answered: 'shown',
  attributes({ id, live }) {
    const url = text(record(record(parsed(text(live.TriggerDesc) ?? '')).NetConfig).ExtranetUrl)
    return { Ref: keyFrom(id).TriggerName, ...omitUndefined<Value>({ Url: url }) }
  },
  // Triggers of one function are written one after the other.
  exclusive: id => `scf ${id.split('|').slice(0, 2).join('|')}`,
  rest,
  delete: { call: 'DeleteTrigger', members: deleting },
})

/** A trigger of a function: timer, http (a function URL), cos or ckafka. It carries no tags, so that its description says whose it is. */
export const trigger: ResourceType<TencentClient> = {
  ...recipe,
  async trace(client, sought) {
    const all = (await liveTriggers(client, identifier.of?.(sought) ?? '')) ?? []
    const named = all.flatMap(({ Type, TriggerName, Description }) => {
      const instance = instanceIn(Description)
      const fits = TriggerName === sought.name || TriggerName === `${sought.name}${instance}`
      const same = fits && Type === sought.properties.Type
      return same && instance !== undefined ? [{ name: String(TriggerName), instance }] : []
    })
    return named.length === 1 ? named[0] : undefined
  },
}

function keyFrom(physicalId: string) {
  const [, , Type = '', TriggerName = ''] = physicalId.split('|')
  return { ...functionName(physicalId), Type, TriggerName }
}

async function liveTrigger(client: TencentClient, id: string): Promise<Properties | undefined> {
  const { Type, TriggerName } = keyFrom(id)
  const all = await liveTriggers(client, id)
  return all?.find(live => live.Type === Type && live.TriggerName === TriggerName)
}

async function liveTriggers(client: TencentClient, id: string): Promise<readonly Properties[] | undefined> {
  const ask = (action: string, input: Properties) => unlessMissing(client.call('scf', action, input))
  return allByOffset(ask, { action: 'ListTriggers', members: functionName(id), items: 'Triggers' })
}

/** SCF changes a cos trigger in no way but by making it again (UpdateTrigger). */
function removal(key: Members, live: Properties | undefined): readonly Call[] {
  if (live === undefined) return []
  return [{ action: 'DeleteTrigger', members: { ...key, ...described(live) }, forgiving: true }]
}

/** SCF wants the description of a cos trigger to delete it; the live one is right even after a crash. */
async function deleting({ client, id }: Session<TencentClient>, [known = {}]: readonly Properties[]) {
  const live = await liveTrigger(client, id)
  return live === undefined ? described(toMembers(known, form)) : described(live)
}

function described({ TriggerDesc, Qualifier }: Properties): Properties {
  return omitUndefined<Value>({ TriggerDesc, Qualifier })
}
