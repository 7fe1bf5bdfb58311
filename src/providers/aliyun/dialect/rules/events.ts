import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import { isCall, isRecord, type Properties } from '../../../../model/value.ts'
import { triggers } from '../events/index.ts'
import { membersOf, type TriggerType } from '../events/trigger.ts'
import { eventsOf, type WrittenEvent } from '../events.ts'
import { kindOf } from '../kind.ts'
import { isHttp } from '../triggers.ts'
import { type Written, written } from '../written.ts'

/** Finds events of a type that no cloud of Aliyun has. */
export const unknownEvent: Rule = {
  code: 'E4305',
  title: 'Event type does not exist',
  why: 'An event becomes a trigger by its type.',
  *check(input) {
    for (const { fn, event } of all(input))
      if (event.trigger === undefined)
        yield {
          path: [...event.path, 'Type'],
          message: `Event ${event.name} of ${fn.logicalId}: "${event.type}" is not an event type of Aliyun functions.`,
          hint: `Use one of ${triggers.map(({ events: [word] }) => word).join(', ')}.`,
        }
  },
}

/** Finds events that lack a property without which they cannot fire. */
export const incompleteEvent: Rule = {
  code: 'E4306',
  title: 'Event lacks a property',
  why: 'Function Compute refuses a trigger that does not say what fires it.',
  *check(input) {
    for (const { fn, event } of all(input))
      for (const name of event.trigger?.required ?? [])
        if (event.properties[name] === undefined)
          yield {
            path: event.path,
            part: 'key',
            message: `Event ${event.name} of ${fn.logicalId} has no ${name}.`,
            hint: `Add ${name} to its Properties.`,
          }
  },
}

/** Finds misspelt properties of events. */
export const unknownEventProperty: Rule = {
  code: 'E4307',
  title: 'Event has an unknown property',
  why: 'What a trigger does not know is most often misspelt.',
  *check(input) {
    for (const { fn, event } of all(input)) {
      if (event.trigger === undefined) continue
      for (const { path, known } of unknownIn(event.properties, event.trigger))
        yield {
          path: [...event.path, 'Properties', ...path],
          part: 'key',
          message: `Event ${event.name} of ${fn.logicalId} has "${path.join('.')}", which ${event.type} events do not know.`,
          hint: `They know ${known.join(', ')}.`,
        }
    }
  },
}

interface Unknown {
  readonly path: readonly string[]
  /** The names that might stand there. */
  readonly known: readonly string[]
}

/** Lists what is not known in a map of an event, and in the maps within it. */
function* unknownIn(map: Properties, trigger: TriggerType, above: readonly string[] = []): Iterable<Unknown> {
  const known = membersOf(trigger, above)
  if (known === undefined || isCall(map)) return
  for (const [name, value] of Object.entries(map))
    if (!known.includes(name)) yield { path: [...above, name], known }
    else if (isRecord(value)) yield* unknownIn(value, trigger, [...above, name])
}

/** Warns of events that FC 3.0 no longer takes. */
export const goneEvent: Rule = {
  code: 'W4308',
  title: 'Event is gone',
  why: 'FC 3.0 has no trigger for it, so the function is deployed without.',
  drops: true,
  *check(input) {
    for (const { fn, event } of all(input))
      if (event.trigger !== undefined && event.trigger.triggerType === undefined)
        yield {
          path: [...event.path, 'Type'],
          message: `Event ${event.name} of ${fn.logicalId} is not deployed: FC 3.0 has no ${event.type} triggers.`,
          hint: 'Send the changes through EventBridge or a DTS task, or remove the event.',
        }
  },
}

/** Warns that the function's own address answers on every path. */
export const eventPath: Rule = {
  code: 'W4309',
  title: 'Path holds on the local cloud alone',
  why: 'An HTTP trigger of FC 3.0 has an address of its own and sends every path to the function.',
  *check(input) {
    for (const { fn, event } of all(input))
      if (isHttp(event) && event.properties.Path !== undefined)
        yield {
          path: [...event.path, 'Properties', 'Path'],
          message: `Event ${event.name} of ${fn.logicalId} names a path: fnx local start serves it alone, and Function Compute sends every path to the function.`,
          hint: 'Look at rawPath in the function, or put a custom domain with routes in front.',
        }
  },
}

/** Says which events share the one HTTP trigger that FC 3.0 allows. */
export const sharedHttpTrigger: Rule = {
  code: 'I4310',
  title: 'Events share a trigger',
  why: 'FC 3.0 takes one HTTP trigger for each version or alias of a function.',
  *check(input) {
    const seen = new Map<Written, WrittenEvent>()
    for (const { fn, event } of all(input)) {
      if (!isHttp(event)) continue
      const first = seen.get(fn)
      if (first === undefined) seen.set(fn, event)
      else
        yield {
          path: event.path,
          part: 'key',
          message: `Events ${first.name} and ${event.name} of ${fn.logicalId} become one HTTP trigger with the methods of both.`,
        }
    }
  },
}

/** Warns of triggers that are handed the role that the console makes, which may not exist yet. */
export const defaultRole: Rule = {
  code: 'W4311',
  title: 'Event names no InvocationRole',
  why: 'The sender of the events calls the function in a role.',
  *check(input) {
    for (const { fn, event } of all(input)) {
      const role = event.trigger?.defaultRole
      if (role === undefined || event.properties.InvocationRole !== undefined) continue
      yield {
        path: event.path,
        part: 'key',
        message: `Event ${event.name} of ${fn.logicalId} names no InvocationRole: the role ${role} of your account is used.`,
        hint: 'Add InvocationRole with a role that may invoke the function.',
      }
    }
  },
}

function* all({ template }: RuleInput): Iterable<{ readonly fn: Written; readonly event: WrittenEvent }> {
  for (const fn of written(template.document))
    if (kindOf(fn.type) === 'Function') for (const event of eventsOf(fn)) yield { fn, event }
}
