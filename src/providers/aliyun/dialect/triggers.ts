import { equal, isCall, type Properties, type Value } from '../../../model/value.ts'
import { methodsOf } from './events/http.ts'
import { given } from './events/trigger.ts'
import { eventsOf, type WrittenEvent } from './events.ts'
import { roleArn } from './role.ts'
import type { Written } from './written.ts'

/** Where a template's HTTP event is served by the local cloud; kept in the metadata of the trigger. */
const routesKey = 'Fnx::Routes'

/** A resource that expansion makes. */
export interface Made {
  readonly logicalId: string
  readonly origin: Written['path']
  readonly body: Properties
}

/**
 * Gives the triggers of a function. HTTP events of one qualifier become one trigger with the methods of all, since
 * FC 3.0 takes one HTTP trigger for each version or alias.
 */
export function triggersOf(fn: Written): readonly Made[] {
  const known = eventsOf(fn).filter(event => event.trigger?.triggerType !== undefined)
  const web = known.filter(isHttp)
  const first = web.filter((event, index) => web.findIndex(other => sameAddress(other, event)) === index)
  return known
    .filter(event => !isHttp(event) || first.includes(event))
    .map(event => made(fn, event, isHttp(event) ? web.filter(other => sameAddress(other, event)) : [event]))
}

/** Tells whether an event becomes the HTTP trigger. */
export function isHttp(event: WrittenEvent): boolean {
  return event.trigger?.triggerType === 'http'
}

function sameAddress(left: WrittenEvent, right: WrittenEvent): boolean {
  return equal(left.properties.Qualifier, right.properties.Qualifier)
}

function made(fn: Written, event: WrittenEvent, merged: readonly WrittenEvent[]): Made {
  const { name, trigger, properties, path } = event
  const role = properties.InvocationRole ?? trigger?.defaultRole
  const config = { ...trigger?.config(properties) }
  if (isHttp(event)) config.methods = [...new Set(merged.flatMap(({ properties: own }) => methodsOf(own)))]
  return {
    logicalId: `${fn.logicalId}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    origin: path,
    body: {
      Type: 'ALIYUN::FC3::Trigger',
      Properties: given({
        FunctionName: { Ref: fn.logicalId },
        TriggerName: name,
        TriggerType: trigger?.triggerType,
        TriggerConfig: config,
        Qualifier: properties.Qualifier,
        SourceArn: trigger?.source?.(properties),
        InvocationRole: isHttp(event) || role === undefined ? undefined : roleArn(role),
      }),
      ...(isHttp(event) ? { Metadata: { [routesKey]: merged.flatMap(routesOf) } } : {}),
    },
  }
}

function routesOf({ properties }: WrittenEvent): readonly Value[] {
  const { Path } = properties
  if (Path === undefined || isCall(Path)) return []
  return methodsOf(properties).map(method => ({ Method: method, Path }))
}
