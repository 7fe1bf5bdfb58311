import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given, present } from '../calls.ts'
import { refuseEvent } from '../refusal.ts'
import type { GeneratedResource } from '../transform-context.ts'
import type { EventSource } from './trigger.ts'

/** Gives the state of a rule from `State` or `Enabled`. */
export function stateOf({ place, properties }: EventSource): Value | undefined {
  const { State, Enabled } = properties
  const asked = Enabled !== undefined && Enabled !== null
  if (given(State) && asked)
    refuseEvent(place, 'takes State or Enabled, not both.', ['Properties', 'Enabled'])
  if (asked) return given(Enabled) ? 'ENABLED' : 'DISABLED'
  return given(State) ? State : undefined
}

/** Gives the target of a rule, with what of its settings the event has. */
export function ruleTarget(
  event: EventSource,
  kind: 'LambdaTarget' | 'StepFunctionsTarget',
  parts: Properties,
): Properties {
  const { Target, Input, InputPath, RetryPolicy, InputTransformer } = event.properties
  const named = isRecord(Target) && Object.hasOwn(Target, 'Id') ? Target.Id : undefined
  return present({
    Id: named ?? event.id.slice(0, 64 - kind.length) + kind,
    ...parts,
    Input,
    InputPath,
    RetryPolicy,
    InputTransformer,
  })
}

/** Makes a rule of EventBridge. */
export function rule(
  id: string,
  properties: Readonly<Record<string, Value | undefined>>,
  attributes: Properties,
): GeneratedResource {
  return { id, type: 'AWS::Events::Rule', properties: present(properties), attributes }
}
