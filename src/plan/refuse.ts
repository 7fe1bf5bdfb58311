import type { Diagnostic } from '../model/diagnostic.ts'
import type { ResourceType } from '../model/provider.ts'
import type { Stack } from '../model/stack.ts'
import type { State } from '../model/state.ts'
import { isList, isRecord, type Value } from '../model/value.ts'

/** What makes a plan impossible, beside the stack and the state. */
export interface Grounds {
  readonly types: ReadonlyMap<string, ResourceType>
  /** The circle that the stack's resources stand in, if they do. */
  readonly cycle: readonly string[]
}

/** Lists why a stack cannot be planned at all: circles, types that fnx does not know, another cloud's state. */
export function unplannable(stack: Stack, state: State, { types, cycle }: Grounds): readonly Diagnostic[] {
  const wanted = Object.values(stack.resources)
  const kept = [...Object.values(state.resources), ...state.deposed]
  const named = new Map(
    [...kept, ...wanted].map(({ logicalId, type }) => [`${logicalId} ${type}`, { logicalId, type }]),
  )
  const unknown = [...named.values()].filter(({ type }) => !types.has(type))
  return [
    ...(state.provider === stack.provider ? [] : [otherCloud(stack, state)]),
    ...(cycle.length === 0 ? [] : [circle(cycle)]),
    ...unknown.map(({ logicalId, type }) => unknownType(logicalId, type, [...types.keys()])),
    ...wanted.filter(({ properties }) => holdsDynamic(properties)).map(({ logicalId }) => dynamic(logicalId)),
  ]
}

/** CloudFormation fills these in at deploy time; a cloud that is called directly would take them for the value itself. */
function holdsDynamic(value: Value): boolean {
  if (typeof value === 'string') return value.includes('{{resolve:')
  if (isList(value)) return value.some(holdsDynamic)
  return isRecord(value) && Object.values(value).some(holdsDynamic)
}

function dynamic(logicalId: string): Diagnostic {
  return {
    code: 'E5005',
    message: `${logicalId} holds a dynamic reference ({{resolve:…}}), which fnx does not fill in yet.`,
    hint: 'Hand the value in as a parameter with NoEcho: --parameter-overrides Name=value',
  }
}

function unknownType(logicalId: string, type: string, known: readonly string[]): Diagnostic {
  return {
    code: 'E5001',
    message: `${logicalId} is of type ${type}, which fnx cannot deploy.`,
    hint: `Use one of ${[...known].sort().join(', ')}, or remove ${logicalId}.`,
  }
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
