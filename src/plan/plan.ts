import type { AbilitiesOf } from '../model/abilities.ts'
import type { Checked, Diagnostic } from '../model/diagnostic.ts'
import { sort } from '../model/graph.ts'
import type { Change, Plan } from '../model/plan.ts'
import type { Live, ResourceType } from '../model/provider.ts'
import type { Resolver } from '../model/resolver.ts'
import type { Stack } from '../model/stack.ts'
import type { ResourceState, State } from '../model/state.ts'
import type { PlaceOf } from '../model/template.ts'
import type { Properties } from '../model/value.ts'
import type { Decision } from './decide.ts'
import { decide } from './decide.ts'
import type { Removal } from './order.ts'
import { nameKey, order } from './order.ts'
import { unplannable } from './refuse.ts'

/** What a plan is made from. */
export interface PlanInput {
  readonly stack: Stack
  readonly state: State
  /** By instance, what lives: nothing under a key means that it is gone, no key that no one looked. */
  readonly live: ReadonlyMap<string, Live | undefined>
  /** Those that the stack and the state name, as far as fnx deploys them. */
  readonly types: readonly ResourceType[]
  readonly abilitiesOf: AbilitiesOf
  /** The names of all types that fnx deploys, for who named another; those of `types` where it is absent. */
  readonly deployable?: readonly string[]
  /** Where properties stand; absent where the stack is not of the template at hand. */
  readonly placeOf?: PlaceOf | undefined
  readonly resolver: Resolver
  /** Whether properties changed outside fnx are set right; they are unless this is false. */
  readonly detect?: boolean
}

/**
 * Decides what a deploy does: what differs between the stack, the state and what lives, and the calls in their order.
 * Finds E5001 for types that fnx does not know, E5002 for circles and E5003 for what cannot be replaced.
 */
export function plan(input: PlanInput): Checked<Plan> {
  const { stack, state } = input
  const types = new Map(input.types.map(type => [type.type, type]))
  const { order: sorted, cycle } = sort(edgesOf(stack))
  const found: Diagnostic[] = [
    ...unplannable(stack, state, {
      ...input,
      deployable: input.deployable ?? [...types.keys()],
      types,
      cycle,
    }),
  ]
  if (found.length > 0) return { diagnostics: found }

  const decisions = decideAll(input, types, sorted)
  const left = leftBy(state, decisions)
  const removals = [...replacedBy(decisions), ...left]
  for (const { resource, change, deleteFirst } of decisions)
    if (deleteFirst && resource.deletionPolicy === 'Retain') found.push(retained(change))
  const changes = [...decisions.map(({ change }) => change), ...left.map(gone => changeOf(gone, state))]
  const steps = order({ decisions, removals, recorded: recordedOf(state) })
  const value: Plan = { stack, serial: state.serial, changes, steps }
  return found.length > 0 ? { diagnostics: found } : { value, diagnostics: found }
}

/** Decides what a removal does: everything on record goes, what its deletion policy keeps is forgotten. */
export function removal(state: State): Plan {
  const removals = leftBy(state, [])
  const stack: Stack = { name: state.stack, provider: state.provider, resources: {}, outputs: [] }
  const changes = removals.map(gone => changeOf(gone, state))
  const steps = order({ decisions: [], removals, recorded: recordedOf(state) })
  return { stack, serial: state.serial, changes, steps }
}

function edgesOf(stack: Stack): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.values(stack.resources).map(({ logicalId, dependsOn }) => [logicalId, dependsOn]),
  )
}

function decideAll(
  input: PlanInput,
  types: ReadonlyMap<string, ResourceType>,
  sorted: readonly string[],
): readonly Decision[] {
  const { stack, state, live, resolver, abilitiesOf, detect = true } = input
  const decisions = new Map<string, Decision>()
  const known = (logicalId: string): Properties | undefined => {
    const decision = decisions.get(logicalId)
    const stays = decision?.change.action === 'keep' || decision?.change.action === 'update'
    return stays ? attributesOf(decision.current) : undefined
  }
  const goesFirst = (logicalId: string) => decisions.get(logicalId)?.deleteFirst ?? false
  for (const logicalId of sorted) {
    const resource = stack.resources[logicalId]
    if (resource === undefined) continue
    decisions.set(
      logicalId,
      decide(resource, { state, live, detect, types, abilitiesOf, resolver, known, goesFirst }),
    )
  }
  return [...decisions.values()]
}

function attributesOf(current: ResourceState | undefined): Properties | undefined {
  return current?.physicalId === undefined ? undefined : { Ref: current.physicalId, ...current.attributes }
}

/** What replacements leave behind. */
function replacedBy(decisions: readonly Decision[]): readonly Removal[] {
  const wanted = namesWanted(decisions)
  return decisions.flatMap(({ change, current, resource, deleteFirst }): readonly Removal[] => {
    if (change.action !== 'replace' || current === undefined) return []
    const forget = resource.deletionPolicy === 'Retain'
    return [{ resource: current, forget, first: deleteFirst || (!forget && wanted.has(nameKey(current))) }]
  })
}

/** What the template no longer has and what earlier runs replaced. */
function leftBy(state: State, decisions: readonly Decision[]): readonly Removal[] {
  const kept = new Set(decisions.map(({ change }) => change.logicalId))
  const wanted = namesWanted(decisions)
  const gone = Object.values(state.resources).filter(({ logicalId }) => !kept.has(logicalId))
  return [...gone, ...state.deposed].map(resource => {
    const forget = resource.deletionPolicy === 'Retain'
    return { resource, forget, first: !forget && wanted.has(nameKey(resource)) }
  })
}

/** Names that new resources will take; whatever has one of them must go first. */
function namesWanted(decisions: readonly Decision[]): ReadonlySet<string> {
  const made = decisions.filter(({ change }) => change.action === 'create' || change.action === 'replace')
  return new Set(
    made.flatMap(({ resource, name }) =>
      name === undefined ? [] : [nameKey({ type: resource.type, name })],
    ),
  )
}

function changeOf({ resource, forget }: Removal, state: State): Change {
  const { logicalId, type, physicalId } = resource
  const reason = forget
    ? 'DeletionPolicy is Retain, so it stays in the cloud'
    : state.deposed.includes(resource)
      ? 'was replaced by an earlier run'
      : undefined
  return {
    logicalId,
    type,
    action: forget ? 'forget' : 'delete',
    properties: [],
    ...(physicalId === undefined ? {} : { physicalId }),
    ...(reason === undefined ? {} : { reason }),
  }
}

function recordedOf(state: State): readonly ResourceState[] {
  return [...Object.values(state.resources), ...state.deposed]
}

function retained({ logicalId }: Change): Diagnostic {
  return {
    code: 'E5003',
    message: `${logicalId} must be replaced under the same name, but its DeletionPolicy keeps the old one.`,
    hint: 'Give it another name, or set DeletionPolicy to Delete.',
  }
}
