import type { Rule } from '../../../../model/dialect.ts'
import { record } from '../../../../model/value.ts'
import { functionsOf } from './functions-of.ts'

/** How long an API waits for a function, unless its quota was raised: 29 or 30 seconds. */
const wait = 30
const apis = ['Api', 'HttpApi']

/** Warns of functions that may run longer than the API in front of them waits. */
export const apiTimeout: Rule = {
  code: 'W4223',
  title: 'API gives up before the function does',
  why: 'A REST API answers 504 after 29 seconds and an HTTP API after 30, whatever the timeout of the function.',
  *check(input) {
    for (const fn of functionsOf(input)) {
      const timeout = fn.property('Timeout')
      const events = Object.values(record(fn.property('Events')?.value))
      if (!events.some(event => apis.includes(String(record(event).Type)))) continue
      // Where Globals set it, it is for what stands behind no API, too.
      if (timeout === undefined || timeout.path[0] === 'Globals' || !(Number(timeout.value) > wait)) continue
      yield {
        path: timeout.path,
        message: `${fn.logicalId} may take ${String(timeout.value)} seconds, but its API answers 504 after ${wait}.`,
        hint: 'Let a queue or an asynchronous call carry what takes longer.',
      }
    }
  },
}
