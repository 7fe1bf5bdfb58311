import type { Store } from '../../../model/operation.ts'
import type { Thing } from '../../../model/source.ts'
import { type Properties, record, text } from '../../../model/value.ts'
import { account } from '../sts/wire.ts'
import { functionTable } from './wire-functions.ts'
import { triggerTable } from './wire-triggers.ts'

/** Gives the functions that a local cloud keeps, and their triggers, in FC's own names. */
export function keptFunctions(store: Store): readonly Thing[] {
  const place = { region: 'cn-hangzhou', account }
  const functions = store.list(functionTable).map(([name, live]) => ({
    ...place,
    id: name,
    type: 'ALIYUN::FC3::Function',
    properties: record(live),
    ...codeOf(record(live)),
  }))
  const triggers = store.list(triggerTable).map(([key, live]) => ({
    ...place,
    id: key,
    type: 'ALIYUN::FC3::Trigger',
    properties: triggerOf(key, record(live)),
  }))
  return [...functions, ...triggers]
}

function codeOf({ stored }: Properties) {
  const hash = text(stored)
  return hash === undefined ? {} : { code: { property: ['code'], stored: hash } }
}

/** A trigger is kept below the name of its function, and its settings as the text that FC takes. */
function triggerOf(key: string, live: Properties): Properties {
  const triggerConfig = record(JSON.parse(text(live.triggerConfig) ?? '{}'))
  return { ...live, triggerConfig, functionName: key.slice(0, key.indexOf('/')) }
}
