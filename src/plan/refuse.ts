import type { Diagnostic } from '../model/diagnostic.ts'
import type { ResourceType } from '../model/provider.ts'
import type { Resolver } from '../model/resolver.ts'
import { similar } from '../model/similar.ts'
import type { Resource, Stack } from '../model/stack.ts'
import type { State } from '../model/state.ts'
import { callOf, isList, isRecord, isSecret, member, own, references, type Value } from '../model/value.ts'
import { type UntakenGrounds, untakenIn } from './untaken.ts'

/** What makes a plan impossible, beside the stack and the state. */
export interface Grounds extends UntakenGrounds {
  readonly types: ReadonlyMap<string, ResourceType>
  /** The names of all types that fnx deploys. */
  readonly deployable: readonly string[]
  readonly whyNot?: (type: string) => string | undefined
  /** The circle that the stack's resources stand in, if they do. */
  readonly cycle: readonly string[]
  readonly resolver: Resolver
  /** What the expansion left out of the template. */
  readonly dropped?: readonly Diagnostic[]
}

/** Lists why a stack cannot be planned at all: circles, types that fnx does not know, another cloud's state. */
export function unplannable(
  stack: Stack,
  state: State,
  { types, deployable, whyNot, cycle, resolver, dropped = [], ...taken }: Grounds,
): readonly Diagnostic[] {
  const wanted = Object.values(stack.resources)
  const kept = [...Object.values(state.resources), ...state.deposed]
  const named = new Map(
    [...kept, ...wanted].map(({ logicalId, type }) => [`${logicalId} ${type}`, { logicalId, type }]),
  )
  const at = (logicalId: string) => placeIn(stack, logicalId, taken.placeOf)
  const unknown = [...named.values()].filter(({ type }) => !types.has(type))
  return [
    ...(state.provider === stack.provider ? [] : [{ ...otherCloud(stack, state), ...atTop(taken.placeOf) }]),
    ...(cycle.length === 0 ? [] : [{ ...circle(cycle), ...at(cycle[0] ?? '') }]),
    ...unknown.map(({ logicalId, type }) => ({
      ...unknownType(logicalId, type, { known: deployable, why: whyNot?.(type) }),
      ...at(logicalId),
    })),
    ...untakenIn(stack, taken, 'E5017'),
    ...dropped.map(one => ({ ...one, code: 'E5017' })),
    ...wanted.flatMap(resource =>
      uncomputable(resource, stack, resolver).map(found => ({ ...found, ...at(resource.logicalId) })),
    ),
    ...wanted
      .filter(resource => namedBySecret(resource, types, resolver))
      .map(resource => ({ ...secretName(resource), ...at(resource.logicalId) })),
  ]
}

/** Lists what of a resource no deploy would ever fill in: half way through one is too late to find out. */
function uncomputable(
  { logicalId, properties }: Resource,
  { resources }: Stack,
  { clear }: Resolver,
): readonly Diagnostic[] {
  // Only names leave this function: in clear, what a secret stands for hides nothing that is missing.
  const value = clear(properties, () => undefined)
  const lost = callsWithout(value, logicalId => Object.hasOwn(resources, logicalId))
  return [
    ...(holdsDynamic(value) ? [dynamic(logicalId)] : []),
    ...lost.map(name => lostCall(logicalId, name)),
  ]
}

/** Names the calls within a value that mention no resource: nothing that is made will give them a value. */
function callsWithout(value: Value, isResource: (logicalId: string) => boolean): readonly string[] {
  if (isSecret(value)) return []
  const call = callOf(value)
  if (call?.name === 'Fn::Transform') return [call.name]
  const mentioned = call !== undefined && references(value).some(({ logicalId }) => isResource(logicalId))
  const items = isList(value) ? value : isRecord(value) ? Object.values(value) : []
  const inner = items.flatMap(item => callsWithout(item, isResource))
  return call === undefined || mentioned || inner.length > 0 ? [...new Set(inner)] : [call.name]
}

/** The name of a resource stands in the state, in ARNs and in logs: what it is made of is no secret any more. */
function namedBySecret(
  { type, properties }: Resource,
  types: Grounds['types'],
  { redacted }: Resolver,
): boolean {
  const { nameProperty } = types.get(type) ?? {}
  const name = nameProperty === undefined ? undefined : member(properties, nameProperty)
  return name !== undefined && isSecret(redacted(name, () => undefined))
}

function secretName({ logicalId }: Resource): Diagnostic {
  return {
    code: 'E5016',
    message: `The name of ${logicalId} is made of a secret, and names are kept and shown in clear.`,
    hint: 'Take it from a parameter without NoEcho, such as one of type AWS::SSM::Parameter::Value<String>.',
  }
}

function lostCall(logicalId: string, name: string): Diagnostic {
  if (name !== 'Fn::Transform')
    return {
      code: 'E5013',
      message: `${logicalId} holds ${name} of something that is neither known nor made by this stack.`,
      hint: `Write the value itself, or a parameter, in place of ${name}.`,
    }
  return {
    code: 'E5007',
    message: `${logicalId} holds a macro (Fn::Transform), which only CloudFormation can run.`,
    hint: 'Put what the macro makes of it in its place.',
  }
}

/** What was answered is filled in by now; a cloud that is called directly would take the rest for the value itself. */
function holdsDynamic(value: Value): boolean {
  if (typeof value === 'string') return value.includes('{{resolve:')
  if (isSecret(value)) return false
  if (isList(value)) return value.some(holdsDynamic)
  return isRecord(value) && Object.values(value).some(holdsDynamic)
}

function dynamic(logicalId: string): Diagnostic {
  return {
    code: 'E5005',
    message: `${logicalId} holds a dynamic reference ({{resolve:…}}) that cannot be looked up before the deploy.`,
    hint: 'Name what exists already, or hand the value in as a parameter with NoEcho: --parameter-overrides Name=value',
  }
}

interface Otherwise {
  readonly known: readonly string[]
  readonly why: string | undefined
}

function unknownType(logicalId: string, type: string, { known, why }: Otherwise): Diagnostic {
  // Types of fnx's own are no type that a template has. Names of types are long and share their start, so that only what
  // differs by a slip or two is a misspelt one and not another type.
  const names = known.filter(name => !name.startsWith('Fnx::'))
  const nearest = similar(type, names, 2)
  const other = nearest === undefined ? '' : `Did you mean ${nearest}? `
  return {
    code: 'E5001',
    message: `${logicalId} is of type ${type}, which fnx cannot deploy${why === undefined ? '' : `: ${why}`}.`,
    hint: `${other}Take ${logicalId} out of the template, or make it another way and hand its name in as a parameter.`,
  }
}

function atTop(placeOf: UntakenGrounds['placeOf']): Pick<Diagnostic, 'location'> {
  return placeOf === undefined ? {} : { location: placeOf([], []) }
}

/** Gives where a resource of a stack was written, as far as that is known. */
export function placeIn(
  stack: Stack,
  logicalId: string,
  placeOf: UntakenGrounds['placeOf'],
): Pick<Diagnostic, 'location'> {
  const resource = own(stack.resources, logicalId)
  return resource === undefined || placeOf === undefined ? {} : { location: placeOf(resource.origin, []) }
}

function circle(cycle: readonly string[]): Diagnostic {
  return {
    code: 'E5002',
    message: `Resources depend on each other in a circle: ${[...cycle, cycle[0]].join(' → ')}.`,
    hint: 'Take one of these references out, or move it into a resource of its own.',
  }
}

function otherCloud(stack: Stack, state: State): Diagnostic {
  return {
    code: 'E5004',
    message: `Stack ${state.stack} was deployed to ${state.provider}, and the template is for ${stack.provider}.`,
    hint: 'Choose another name with --stack-name.',
  }
}
