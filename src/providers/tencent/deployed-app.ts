import type { Store } from '../../model/operation.ts'
import type { FunctionSpec, LocalApp, Timer } from '../../model/stack.ts'
import { list, type Properties, record } from '../../model/value.ts'
import { type FunctionUrl, localAccount, routesOf } from './contract/local-app.ts'
import { timerEvent } from './dialect/events/timer.ts'
import { parsed } from './kit/faithful.ts'
import { all, functionKey, tables, triggerKey, word } from './scf/wire-names.ts'

/** Gives what is deployed on a local cloud, ready to run. */
export function app(store: Store): LocalApp {
  const functions = all(store, tables.functions).filter(({ Type }) => Type !== 'HTTP')
  const triggers = all(store, tables.triggers).filter(
    ({ Qualifier }) => Qualifier === '$LATEST' || Qualifier === '$DEFAULT',
  )
  return {
    functions: functions.map(specOf),
    routes: routesOf(
      triggers.flatMap(trigger => (trigger.Type === 'http' && trigger.Enable === 1 ? [urlOf(trigger)] : [])),
    ),
    timers: triggers.flatMap(trigger => (trigger.Type === 'timer' ? [timerOf(trigger)] : [])),
    unsupported: all(store, tables.functions).flatMap(({ Type, FunctionName }) =>
      Type === 'HTTP'
        ? [`${word(FunctionName)} is a web function, which the local cloud does not run yet.`]
        : [],
    ),
  }
}

function specOf(fn: Properties): FunctionSpec {
  const variables = list(record(fn.Environment).Variables).map(record)
  return {
    id: functionKey(fn),
    name: word(fn.FunctionName),
    provider: 'tencent',
    runtime: word(fn.Runtime),
    handler: word(fn.Handler),
    environment: Object.fromEntries(variables.map(({ Key, Value }) => [word(Key), word(Value)])),
    timeout: Number(fn.Timeout),
    memory: Number(fn.MemorySize),
    region: word(fn.Region),
    account: localAccount.uin,
    code: { property: ['Code'], stored: word(fn.CodeHash) },
  }
}

function urlOf(trigger: Properties): FunctionUrl {
  return {
    functionId: functionKey(trigger),
    name: word(trigger.FunctionName),
    written: [],
    description: record(parsed(trigger.TriggerDesc)),
  }
}

function timerOf(trigger: Properties): Timer {
  const name = word(trigger.TriggerName)
  return {
    id: triggerKey(trigger),
    functionId: functionKey(trigger),
    schedule: word(record(parsed(trigger.TriggerDesc)).cron),
    enabled: trigger.Enable === 1,
    event: time => timerEvent(name, word(trigger.CustomArgument), time),
  }
}
