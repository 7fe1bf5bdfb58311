import type { AbilitiesOf } from '../model/abilities.ts'
import type { Artifact } from '../model/artifact.ts'
import type { Emit } from '../model/event.ts'
import type { Identity, Pace, ResourceType } from '../model/provider.ts'
import type { Resolver } from '../model/resolver.ts'
import type { Resource } from '../model/stack.ts'
import type { StateSession } from '../model/state.ts'
import type { PlaceOf } from '../model/template.ts'
import type { Properties } from '../model/value.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import type { Diagnose } from './diagnosis.ts'

/** What every run needs that calls a cloud and writes down what it does. */
export interface RunDeps {
  readonly session: StateSession
  readonly types: readonly ResourceType[]
  readonly client: unknown
  readonly diagnose: Diagnose
  /** The pace that the client was connected with. */
  readonly pace: Pace
  /** Seconds after which what was made is seen by every read; 0 on the local cloud. */
  readonly settles: number
  readonly identity: { readonly stack: string; readonly stage: string }
  readonly emit: Emit
  readonly signal: AbortSignal
  /** Most steps at once. */
  readonly concurrency: number
  /** Shared with the pace, so that refusals narrow it. */
  readonly limit?: ConcurrencyLimit
  now(): Date
}

/** What applying a plan needs. */
export interface ApplyDeps extends RunDeps {
  readonly resolver: Resolver
  readonly abilitiesOf: AbilitiesOf
  /** By hash. */
  readonly artifacts: ReadonlyMap<string, Artifact>
  /** Packs code that stands in the properties as text, which is known only now; gives nothing where there is none. */
  pack?(resource: Resource, properties: Properties): Promise<Artifact | undefined>
  /** Where resources stand in the template at hand; absent where the plan is of none. */
  readonly placeOf?: PlaceOf | undefined
  /** Makes the random part of names and tags: lower-case letters and digits, new at each call. */
  newInstance(): string
  /** What other stacks have to do with this run; absent where there are none. */
  readonly exchange?: Exchange
  /** Whether buckets may be emptied when they are deleted. */
  readonly empty: boolean
}

/** What a run takes from other stacks and takes away from them. */
export interface Exchange {
  /** Exports on record that the run removes or changes. */
  readonly withdrawn: readonly string[]
  /**
   * Throws where another stack uses one of them, or no longer exports what this one was given. Called once both are on
   * record here: of two runs that begin at once, one sees what the other wrote.
   */
  check(): Promise<void>
}

/** What a resource is known by, as far as its name is decided. */
export interface Named {
  readonly logicalId: string
  readonly name: string
  readonly instance: string
}

/** Gives a resource's name and the tags that prove it to be of this stack and this creation. */
export function identityOf(
  { logicalId, name, instance }: Named,
  { stack, stage }: RunDeps['identity'],
): Identity {
  const tags = {
    'fnx:stack': stack,
    'fnx:stage': stage,
    'fnx:logical-id': logicalId,
    'fnx:instance': instance,
  }
  return { logicalId, name, tags }
}
