import type { Properties, Value } from '../../../../model/value.ts'
import type { EventPlace } from '../refusal.ts'
import type { RoleDraft } from '../role.ts'
import type { Shape } from '../shape.ts'
import type { GeneratedResource, TransformContext } from '../transform-context.ts'

/** An event of a template. */
export interface EventSource {
  readonly place: EventPlace
  /** The logical ID that what it makes is named after: its owner's and its own. */
  readonly id: string
  readonly properties: Properties
}

/** What an event leads to: a function or its alias. */
export interface Target {
  readonly functionId: string
  /** Logical ID of the function or alias. */
  readonly id: string
  /** What names it in permissions and mappings. */
  readonly name: Value
  readonly arn: Value
  readonly passed: Properties
  /** The function's role, which events give what they need. */
  readonly role: RoleDraft
}

/** How one event of functions becomes resources. */
export interface FunctionTrigger {
  readonly event: string
  readonly shape: Shape
  /** Refuses an event whose source must stand in the template and does not; before anything is made of the function. */
  link?(event: EventSource, context: TransformContext): void
  expand(event: EventSource, target: Target, context: TransformContext): readonly GeneratedResource[]
}

/** What an event of a state machine leads to. */
export interface MachineTarget {
  readonly machineId: string
  /** Logical ID of the state machine or its alias. */
  readonly id: string
  readonly arn: Value
  readonly passed: Properties
  readonly boundary: Value | undefined
}

/** How one event of state machines becomes resources. */
export interface MachineTrigger {
  readonly event: string
  readonly shape: Shape
  /** Refuses an event whose source must stand in the template and does not; before anything is made of the machine. */
  link?(event: EventSource, context: TransformContext): void
  expand(event: EventSource, target: MachineTarget, context: TransformContext): readonly GeneratedResource[]
}
