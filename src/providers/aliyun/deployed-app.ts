import type { Store } from '../../model/operation.ts'
import type { LocalApp } from '../../model/stack.ts'
import { type Properties, record, text } from '../../model/value.ts'
import { runnable, specOf } from './fc/local-triggers.ts'
import { functionTable } from './fc/wire-functions.ts'
import { triggerTable } from './fc/wire-triggers.ts'
import { account } from './sts/wire.ts'

/** Gives what is deployed on the local cloud, ready to run. */
export function app(store: Store): LocalApp {
  const functions = store.list(functionTable).map(([name, live]) => ({
    ...specOf(record(live)),
    id: name,
    name,
    region: 'cn-hangzhou',
    account,
    ...codeOf(record(live)),
  }))
  const triggers = store.list(triggerTable).map(([key, live]) => {
    const { triggerName, triggerType, triggerConfig } = record(live)
    return {
      id: key,
      name: text(triggerName) ?? '',
      type: text(triggerType) ?? '',
      functionId: key.slice(0, key.indexOf('/')),
      config: record(JSON.parse(text(triggerConfig) ?? '{}')),
      routes: [],
    }
  })
  return { functions, ...runnable(triggers) }
}

function codeOf({ stored }: Properties) {
  const hash = text(stored)
  return hash === undefined ? {} : { code: { property: ['code'], stored: hash } }
}
