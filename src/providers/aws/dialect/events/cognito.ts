import { isList, isRecord, put, type Value } from '../../../../model/value.ts'
import { getAtt } from '../calls.ts'
import { type DraftMap, draftOf, isMap, mapAt } from '../draft.ts'
import { refuse, refuseEvent } from '../refusal.ts'
import { shapeOf } from '../shape.ts'
import type { TransformContext } from '../transform-context.ts'
import { permission } from './permission.ts'
import type { EventSource, FunctionTrigger } from './trigger.ts'

/** Moments in the life of a user pool's users that call a function. */
export const cognito: FunctionTrigger = {
  event: 'Cognito',
  shape: shapeOf({ text: 'UserPool*', 'text|texts': 'Trigger*!' }),
  link(event, context) {
    poolOf(event, context)
  },
  expand(event, target, context) {
    const { place, properties } = event
    const { id, body } = poolOf(event, context)
    const config = configOf(id, body)
    const triggers: readonly Value[] = isList(properties.Trigger)
      ? properties.Trigger
      : [properties.Trigger ?? null]
    for (const trigger of triggers) {
      const name = String(trigger)
      if (Object.hasOwn(config, name))
        refuseEvent(place, `the trigger ${name} is taken already.`, ['Properties', 'Trigger'])
      put(config, name, draftOf(target.arn))
    }
    return [
      permission(target, {
        id: `${target.id}Cognito`,
        principal: 'cognito-idp.amazonaws.com',
        arn: getAtt(id, 'Arn'),
      }),
    ]
  },
}

interface Pool {
  readonly id: string
  readonly body: DraftMap
}

function poolOf({ place, properties }: EventSource, context: TransformContext): Pool {
  const id = isRecord(properties.UserPool) ? properties.UserPool.Ref : undefined
  const body = typeof id === 'string' && Object.hasOwn(context.written, id) ? context.written[id] : undefined
  if (typeof id === 'string' && body?.Type === 'AWS::Cognito::UserPool') return { id, body }
  return refuseEvent(place, 'UserPool must be a Ref to a user pool of the template.', [
    'Properties',
    'UserPool',
  ])
}

function configOf(id: string, body: DraftMap): DraftMap {
  const properties = mapAt(body, 'Properties')
  const held = properties.LambdaConfig
  if (held !== undefined && held !== null && !isMap(held))
    refuse(id, 'LambdaConfig must be a map.', ['Properties', 'LambdaConfig'])
  return mapAt(properties, 'LambdaConfig')
}
