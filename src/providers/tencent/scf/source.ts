import type { Source, Thing, Things } from '../../../model/source.ts'
import type { FunctionSpec, Timer } from '../../../model/stack.ts'
import { isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { type FunctionUrl, routesOf } from '../contract/routes.ts'
import { timerEvent } from '../contract/timer-event.ts'
import { parsed } from '../kit/json.ts'

/** Functions of SCF and their triggers: addresses and timers work, web functions and the other triggers do not. */
export const source: Source = {
  types: ['TencentCloud::SCF::Function', 'TencentCloud::SCF::Trigger'],
  read(things) {
    const functions = things.ofType('TencentCloud::SCF::Function')
    const triggers = things.ofType('TencentCloud::SCF::Trigger').flatMap(thing => triggerOf(thing, things))
    const ofType = (type: string) => triggers.filter(({ properties }) => properties.Type === type)
    const on = (trigger: Trigger) => isOn(trigger.properties.Enable)
    return {
      functions: functions.filter(({ properties }) => properties.Type !== 'HTTP').map(specOf),
      routes: routesOf(ofType('http').filter(on).map(urlOf)),
      timers: ofType('timer').map(timerOf),
      unsupported: [...functions.flatMap(webFunction), ...triggers.filter(on).flatMap(silent)],
    }
  },
}

interface Trigger extends Thing {
  readonly fn: Thing
}

function triggerOf(thing: Thing, things: Things): readonly Trigger[] {
  const id = things.functionAt(thing.properties.FunctionName)
  const fn = things.ofType('TencentCloud::SCF::Function').find(one => one.id === id)
  return fn === undefined ? [] : [{ ...thing, fn }]
}

/** The API shows a switch as a number and takes it as a word. */
function isOn(enable: Value | undefined): boolean {
  return enable !== 'CLOSE' && enable !== 0
}

function nameOf({ id, properties }: Thing): string {
  return text(properties.FunctionName) ?? id
}

function specOf(fn: Thing): FunctionSpec {
  const { Runtime, Handler, Environment, Timeout, MemorySize } = fn.properties
  return {
    id: fn.id,
    name: nameOf(fn),
    provider: 'tencent',
    runtime: text(Runtime) ?? '',
    handler: text(Handler) ?? '',
    environment: variablesOf(record(Environment).Variables),
    timeout: Number(Timeout ?? 3),
    memory: Number(MemorySize ?? 128),
    region: fn.region,
    account: fn.account,
    ...(fn.code === undefined ? {} : { code: fn.code }),
  }
}

/** Templates write a map, the API a list of keys and values. */
function variablesOf(variables: Value | undefined): Readonly<Record<string, string>> {
  const entries = isRecord(variables)
    ? Object.entries(variables)
    : list(variables).map(item => [String(record(item).Key), record(item).Value ?? null] as const)
  return Object.fromEntries(entries.map(([key, value]) => [key, text(value) ?? '']))
}

function webFunction(fn: Thing): readonly string[] {
  if (fn.properties.Type !== 'HTTP') return []
  return [`${nameOf(fn)} is a web function, which the local cloud does not run yet.`]
}

function silent({ properties: { Type }, fn }: Trigger): readonly string[] {
  if (Type === 'http' || Type === 'timer') return []
  return [`The ${text(Type)} trigger of ${nameOf(fn)} does not fire locally.`]
}

function urlOf({ properties, fn }: Trigger): FunctionUrl {
  const { TriggerDesc, Routes } = properties
  return {
    functionId: fn.id,
    name: nameOf(fn),
    written: list(Routes).filter(isRecord),
    description: describedBy(TriggerDesc),
  }
}

function describedBy(description: Value | undefined): Properties {
  return isRecord(description) ? description : record(parsed(description))
}

function timerOf({ id, properties, fn }: Trigger): Timer {
  const { TriggerName, TriggerDesc, CustomArgument, Enable } = properties
  const message = text(CustomArgument) ?? ''
  return {
    id,
    functionId: fn.id,
    // The API shows the expression within a text of JSON, and takes it alone.
    schedule: text(record(parsed(TriggerDesc)).cron) ?? text(TriggerDesc) ?? '',
    enabled: isOn(Enable),
    event: time => timerEvent(text(TriggerName) ?? id, message, time),
  }
}
