import type { AbilitiesOf } from '../model/abilities.ts'
import { type Checked, type Diagnostic, failed } from '../model/diagnostic.ts'
import { sort } from '../model/graph.ts'
import type { Change, Plan } from '../model/plan.ts'
import type { Live, ResourceType } from '../model/provider.ts'
import type { Resolver } from '../model/resolver.ts'
import type { Stack } from '../model/stack.ts'
import type { ResourceState, State } from '../model/state.ts'
import type { PlaceOf } from '../model/template.ts'
import type { Properties } from '../model/value.ts'
import { own } from '../model/value.ts'
import type { Decision } from './decide.ts'
import { decide, unfinished } from './decide.ts'
import { type GoesFirst, goingFirst, keysOf } from './first.ts'
import { order } from './order.ts'
import { outdatedBy } from './outdated.ts'
import { placeIn, unplannable } from './refuse.ts'
import { stayingIn } from './stays.ts'
import type { Removal } from './work.ts'

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
  /** Says why a type is not deployed, where that is known. */
  readonly whyNot?: (type: string) => string | undefined
  /** Where properties stand; absent where the stack is not of the template at hand. */
  readonly placeOf?: PlaceOf | undefined
  /** What the expansion left out of the template that the stack is of. */
  readonly dropped?: readonly Diagnostic[]
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

  const { decisions, first } = decideAll(input, types, sorted)
  const going = goingOf(state, decisions)
  const removals = going.map(gone => ({ ...gone, first: first.has(gone.resource.instance) }))
  const kept = decisions.filter(decision => keepsOld(decision, types))
  found.push(
    ...kept.map(({ change }) => ({
      ...retained(change),
      ...placeIn(stack, change.logicalId, input.placeOf),
    })),
  )
  found.push(...stayingIn(decisions, input), ...outdatedBy(decisions, types, input.placeOf))
  const changes = [
    ...decisions.map(({ change }) => change),
    ...removals.filter(({ because }) => because !== 'replaced').map(changeOf),
  ]
  const steps = order({ decisions, removals, recorded: recordedOf(state), types })
  const value: Plan = { stack, serial: state.serial, changes, steps }
  return failed(found) ? { diagnostics: found } : { value, diagnostics: found }
}

/** Decides what a removal does: everything on record goes, what its deletion policy keeps is forgotten. */
export function removal(state: State, known: readonly ResourceType[]): Plan {
  const removals = goingOf(state, []).map(gone => ({ ...gone, first: false }))
  const stack: Stack = { name: state.stack, provider: state.provider, resources: {}, outputs: [] }
  const types = new Map(known.map(type => [type.type, type]))
  const steps = order({ decisions: [], removals, recorded: recordedOf(state), types })
  return { stack, serial: state.serial, changes: removals.map(changeOf), steps }
}

function edgesOf(stack: Stack): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.values(stack.resources).map(({ logicalId, dependsOn }) => [logicalId, dependsOn]),
  )
}

/** What goes first is known once all is decided, and makes its parts go: it is decided again until no more do. */
function decideAll(
  input: PlanInput,
  types: ReadonlyMap<string, ResourceType>,
  sorted: readonly string[],
): { readonly decisions: readonly Decision[]; readonly first: GoesFirst } {
  const recorded = recordedOf(input.state)
  let first: GoesFirst = new Map()
  for (;;) {
    const decisions = decideOnce(input, { types, sorted, first })
    const going = deleted(goingOf(input.state, decisions))
    const found = new Map([...first, ...goingFirst(decisions, { going, recorded, types })])
    if (found.size === first.size) return { decisions, first }
    first = found
  }
}

interface Round {
  readonly types: ReadonlyMap<string, ResourceType>
  readonly sorted: readonly string[]
  readonly first: GoesFirst
}

function decideOnce(input: PlanInput, { types, sorted, first }: Round): readonly Decision[] {
  const { stack, state, live, resolver, abilitiesOf, detect = true } = input
  const decisions = new Map<string, Decision>()
  const known = (logicalId: string): Properties | undefined => {
    const { change, current } = decisions.get(logicalId) ?? {}
    if (change?.action === 'keep') return attributesOf(current)
    return change?.action === 'update' ? afterUpdate(current, types) : undefined
  }
  for (const logicalId of sorted) {
    const resource = own(stack.resources, logicalId)
    if (resource === undefined) continue
    decisions.set(
      logicalId,
      decide(resource, { state, live, detect, types, abilitiesOf, resolver, known, first }),
    )
  }
  return [...decisions.values()]
}

/** Gives what is known of a resource after its update: all but what that gives anew. */
function afterUpdate(
  current: ResourceState | undefined,
  types: ReadonlyMap<string, ResourceType>,
): Properties | undefined {
  const attributes = attributesOf(current)
  const { renews = [] } = (current && types.get(current.type)) ?? {}
  if (attributes === undefined || renews.length === 0) return attributes
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !renews.includes(name)))
}

function attributesOf(current: ResourceState | undefined): Properties | undefined {
  return current?.physicalId === undefined ? undefined : { Ref: current.physicalId, ...current.attributes }
}

/** What goes, and why. */
interface Going extends Omit<Removal, 'first'> {
  readonly because: 'replaced' | 'displaced' | 'dropped' | 'replaced earlier'
}

/** Lists what replacements leave behind, what the template no longer has, and what earlier runs replaced. */
function goingOf(state: State, decisions: readonly Decision[]): readonly Going[] {
  const kept = new Set(decisions.map(({ change }) => change.logicalId))
  const back = new Set(decisions.flatMap(({ change }) => change.restores ?? []))
  const going = (resource: ResourceState, because: Going['because'], decision?: Decision): Going => ({
    resource,
    because,
    forget: (decision?.resource ?? resource).deletionPolicy === 'Retain',
    unsure: decision?.unsure ?? false,
  })
  const dropped = Object.values(state.resources).filter(({ logicalId }) => !kept.has(logicalId))
  return [
    ...decisions.flatMap(decision => {
      const { change, current, displaced } = decision
      if (displaced !== undefined) return [going(displaced, 'displaced')]
      return change.action === 'replace' && current ? [going(current, 'replaced', decision)] : []
    }),
    ...dropped.map(resource => going(resource, 'dropped')),
    ...state.deposed
      .filter(({ instance }) => !back.has(instance))
      .map(resource => going(resource, 'replaced earlier')),
  ]
}

function deleted(going: readonly Going[]): readonly ResourceState[] {
  return going.filter(({ forget }) => !forget).map(({ resource }) => resource)
}

/** Tells whether a resource stands in the way of its own replacement and may not go. */
function keepsOld({ change, resource, current, ...decision }: Decision, types: Round['types']): boolean {
  if (change.action !== 'replace' || current === undefined || decision.unsure) return false
  if (resource.deletionPolicy === 'Delete') return false
  return keysOf(current, types).some(key => decision.keys.includes(key))
}

function changeOf({ resource, forget, first, because }: Going & Removal): Change {
  const { logicalId, type, physicalId } = resource
  const known = forget ? 'DeletionPolicy is Retain, so it stays in the cloud' : reasonOf(because, first)
  // A create that was refused leaves a record without an ID; the run looks for what it made, if anything.
  const reason = known ?? (physicalId === undefined ? `${unfinished}: deleted if it was made` : undefined)
  return {
    logicalId,
    type,
    action: forget ? 'forget' : 'delete',
    properties: [],
    ...(physicalId === undefined ? {} : { physicalId }),
    ...(reason === undefined ? {} : { reason }),
  }
}

function reasonOf(because: Going['because'], first: boolean): string | undefined {
  if (first) return 'something new takes its name, so it is deleted first'
  if (because === 'displaced') return 'the one before takes its place again'
  return because === 'replaced earlier' ? 'was replaced by an earlier run' : undefined
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
