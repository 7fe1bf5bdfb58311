import type { Path, Properties, Value } from '../../../model/value.ts'
import { given } from './calls.ts'
import type { DraftMap } from './draft.ts'
import type { Shape } from './shape.ts'

/** A resource that the transform makes. */
export interface GeneratedResource {
  readonly id: string
  readonly type: string
  readonly properties: Properties
  /** `Condition`, `DeletionPolicy` and the like. */
  readonly attributes?: Properties
  readonly dependsOn?: Value | undefined
  /** Where in the template it comes from, when that is not its resource. */
  readonly origin?: Path
}

/** A resource of the transform's own types, as the template has it once Globals are merged in. */
export interface Source {
  readonly id: string
  readonly properties: Properties
  /** All attributes that its main resource keeps. */
  readonly attributes: Properties
  /** Those that everything made of it keeps: condition and policies of deletion. */
  readonly passed: Properties
  readonly dependsOn?: Value
}

/** What the APIs that share a usage plan have brought to it so far. */
export interface UsagePlans {
  readonly apis: string[]
  readonly stages: Properties[]
  readonly keys: Properties[]
  readonly conditions: string[]
  unconditional: boolean
  deletionPolicy: Value
  updateReplacePolicy: Value
}

/** How CodeDeploy shifts the traffic of one function. */
export interface Preference {
  readonly enabled: boolean
  readonly settings: Properties
  readonly condition?: string | undefined
  readonly tags?: Properties | undefined
}

/** What one run of the transform works on and collects. */
export interface TransformContext {
  readonly parameters: Properties
  readonly mappings: Properties
  readonly partition: string
  /** By logical ID, as written once implicit APIs and Globals are in; events write into the APIs' definitions. */
  readonly written: Readonly<Record<string, DraftMap>>
  /** By logical ID, what the template becomes. */
  readonly resources: Record<string, DraftMap>
  readonly conditions: DraftMap
  readonly usagePlans: UsagePlans
  /** Record set groups by logical ID: domains of one zone share one. */
  readonly recordSets: Map<string, GeneratedResource>
  readonly preferences: Map<string, Preference>
  /** By REST API, the names of functions that it leads to. */
  readonly boundNames: ReadonlyMap<string, readonly Value[]>
  /** Logical IDs that are numbers in the file. */
  readonly numbers: ReadonlySet<string>
  /** The time, where one is known. */
  readonly now?: Date | undefined
}

/** When resources are made: functions write into the definitions of APIs, and connectors look at everything. */
export const phases = ['functions', 'stateMachines', 'apis', 'others', 'connectors'] as const

export type Phase = (typeof phases)[number]

/** How one resource type of the transform becomes resources. */
export interface ResourceTransform {
  readonly type: string
  readonly shape: Shape
  /** The service passes over properties that it does not know. */
  readonly open?: true
  /** Its properties are looked at in its phase, and not before all phases. */
  readonly readLate?: true
  readonly phase: Phase
  /** What `Ref: Id.Name` stands for: the resource of this type that was made. */
  readonly referable?: Readonly<Record<string, string>>
  /** What it makes takes the place of the resource under the ID of the first. */
  readonly renames?: true
  make(source: Source, context: TransformContext): readonly GeneratedResource[]
}

/** Gives the body of a resource as it stands in the template that is being written. */
export function draftBody({ type, properties, attributes, dependsOn }: GeneratedResource): DraftMap {
  const body: Properties = {
    Type: type,
    ...(given(dependsOn) ? { DependsOn: dependsOn } : {}),
    ...attributes,
    Properties: properties,
  }
  return body as DraftMap // made in this run of parts that nobody else holds, so it may be written on
}
