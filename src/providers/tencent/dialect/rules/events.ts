import type { Rule } from '../../../../model/dialect.ts'
import { cmq } from '../events/cmq.ts'
import { apiGateway } from '../events/http.ts'
import { eventTypes } from '../events/index.ts'
import { eventsOf } from '../written.ts'
import { functionsIn } from './functions.ts'

/** Says that API Gateway events become function URLs. */
export const apiGatewayClosed: Rule = {
  code: 'W4403',
  title: 'API Gateway event is deployed as a function URL',
  why: 'API Gateway takes no new triggers since 2024-07-01 and the old ones went offline on 2025-06-30.',
  *check(input) {
    for (const { fn } of functionsIn(input))
      for (const { name, type, path } of eventsOf(fn))
        if (apiGateway.words.includes(type))
          yield {
            path: [...path, 'Type'],
            message: `The event "${name}" of ${fn.logicalId} becomes a function URL, which has no stage and answers to every path and method.`,
            hint: 'Write "Type: HTTP" to say so, and tell paths and methods apart in the function.',
          }
  },
}

/** Says that the URL which an API Gateway event becomes is open to everyone. */
export const openUrl: Rule = {
  code: 'W4413',
  title: 'Function URL is open to everyone',
  why: 'The gateway may have asked callers who they are; its settings lie there and not in the template.',
  *check(input) {
    for (const { fn } of functionsIn(input))
      for (const { name, type, properties, path } of eventsOf(fn))
        if (apiGateway.words.includes(type) && properties.AuthType === undefined)
          yield {
            path,
            part: 'key',
            message: `The URL of the event "${name}" of ${fn.logicalId} lets everyone call the function.`,
            hint: 'Write "AuthType: CAM" for signed calls alone, or "AuthType: NONE" where everyone may call.',
          }
  },
}

/** Says that CMQ events have no effect. */
export const cmqGone: Rule = {
  code: 'W4404',
  title: 'CMQ event has no effect',
  why: 'SCF makes no CMQ triggers any more; topics and queues of CMQ live on under TDMQ.',
  drops: true,
  *check(input) {
    for (const { fn } of functionsIn(input))
      for (const { name, type, path } of eventsOf(fn))
        if (cmq.words.includes(type))
          yield {
            path: [...path, 'Type'],
            message: `The event "${name}" of ${fn.logicalId} is not deployed.`,
            hint: 'Subscribe the function by a Ckafka event, or call it from the subscriber of the topic.',
          }
  },
}

/** Triggers that another service makes, or that no call of SCF makes any more: cloud.tencent.com/document/product/583/9705. */
const elsewhere = ['CLS', 'MPS', 'CLB', 'TDMQ', 'ApacheKafka', 'MQTT']

/** Refuses events whose triggers SCF has and fnx cannot make. */
export const eventElsewhere: Rule = {
  code: 'E4417',
  title: 'Event that fnx does not deploy',
  why: 'SCF has such triggers, and CreateTrigger does not create them: another service does.',
  *check(input) {
    for (const { fn } of functionsIn(input))
      for (const { name, type, path } of eventsOf(fn))
        if (isElsewhere(type))
          yield {
            path: [...path, 'Type'],
            message: `The event "${name}" of ${fn.logicalId} is of the type "${type}", whose trigger is made in the other service.`,
            hint: 'Leave the event out, deploy, and make the trigger in the console of that service.',
          }
  },
}

function isElsewhere(type: string): boolean {
  return elsewhere.some(word => word.toLowerCase() === type.toLowerCase())
}

/** Refuses events that SCF does not know. */
export const unknownEvent: Rule = {
  code: 'E4405',
  title: 'Event type that SCF does not have',
  why: 'No trigger can be made of the event.',
  *check(input) {
    const words = eventTypes.flatMap(event => event.words)
    for (const { fn } of functionsIn(input))
      for (const { name, type, path } of eventsOf(fn))
        if (!words.includes(type) && !isElsewhere(type))
          yield {
            path: [...path, 'Type'],
            message: `The event "${name}" of ${fn.logicalId} is of the type "${type}".`,
            hint: `Take one of ${eventTypes.map(event => event.words[0]).join(', ')}.`,
          }
  },
}
