import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import { record, text } from '../../../../model/value.ts'
import { isBuiltIn } from '../../data/runtimes.ts'
import { eventsOf, type WrittenEvent } from '../events.ts'
import { kindOf } from '../kind.ts'
import { isHttp } from '../triggers.ts'
import { type Written, written } from '../written.ts'

/** Warns of addresses that anybody may call because nothing was said. */
export const openAddress: Rule = {
  code: 'W4323',
  title: 'Address is open to all',
  why: 'An HTTP trigger of FC 3.0 is anonymous, signed or asks for a token; the authentication of an API group is not carried over.',
  *check(input) {
    for (const { fn, event } of httpEvents(input))
      if (event.properties.AuthType === undefined)
        yield {
          path: event.path,
          part: 'key',
          message: `Event ${event.name} of ${fn.logicalId} has no AuthType: its address can be called by anybody.`,
          hint: 'Write AuthType: FUNCTION to have calls signed, or AuthType: ANONYMOUS where all may call.',
        }
  },
}

/** Says that the handler of an HTTP function of FC 2.0 is called in another way (https://help.aliyun.com/document_detail/2539903.html). */
export const httpHandler: Rule = {
  code: 'I4324',
  title: 'HTTP calls come as events',
  why: 'FC 3.0 hands functions of its own runtimes an event for each HTTP call, where FC 2.0 handed them request and response.',
  *check(input) {
    const seen = new Set<string>()
    for (const { fn, event } of httpEvents(input)) {
      const runtime = text(record(fn.body.Properties).Runtime) ?? ''
      if (seen.has(fn.logicalId) || event.type.toUpperCase() !== 'HTTP' || !isBuiltIn(runtime)) continue
      seen.add(fn.logicalId)
      yield {
        path: event.path,
        part: 'key',
        message: `${fn.logicalId} is handed an event and returns the answer: a handler of request and response, written for FC 2.0, fails on FC 3.0.`,
        hint: 'Read the event as JSON and return { statusCode, headers, body }, unless the handler does so already.',
      }
    }
  },
}

/** Warns of versions and aliases, which fnx does not make. */
export const qualifier: Rule = {
  code: 'W4325',
  title: 'Version or alias is not made by fnx',
  why: 'Function Compute refuses a trigger of a version or alias that the function does not have.',
  *check(input) {
    for (const { fn, event } of events(input)) {
      const { Qualifier } = event.properties
      if (event.trigger?.triggerType === undefined || Qualifier === undefined || Qualifier === 'LATEST')
        continue
      yield {
        path: [...event.path, 'Properties', 'Qualifier'],
        message: `Event ${event.name} of ${fn.logicalId} names the version or alias ${text(Qualifier) ?? 'of a call'}, which must be there before: fnx makes none.`,
        hint: 'Remove Qualifier, or publish the version and make the alias in the console first.',
      }
    }
  },
}

interface Found {
  readonly fn: Written
  readonly event: WrittenEvent
}

function* events({ template }: RuleInput): Iterable<Found> {
  for (const fn of written(template.document))
    if (kindOf(fn.type) === 'Function') for (const event of eventsOf(fn)) yield { fn, event }
}

function* httpEvents(input: RuleInput): Iterable<Found> {
  for (const found of events(input)) if (isHttp(found.event)) yield found
}
