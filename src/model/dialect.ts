import type { Coded, FunctionSpec } from './stack.ts'
import type { Finding, Template } from './template.ts'
import type { Path, Properties } from './value.ts'

/** What a dialect is told of the world: enough to expand without a network. */
export interface ExpandInput {
  readonly template: Template
  /** Values given for parameters, and the defaults of the rest. */
  readonly parameters: Properties
  readonly region: string
  readonly partition: string
  /** Set where the template lies beside its code, which is packaged before: the values of parameters that are known. */
  readonly packaging?: { readonly parameters: Properties } | undefined
  /** The time, for what is to be made anew each time; absent where nothing depends on it. */
  readonly now?: Date | undefined
  readonly report: (finding: Finding) => void
}

/**
 * A template with its transforms applied, in CloudFormation's shape whatever the cloud: `Resources` of deployable
 * types with `Type`, `Properties`, `DependsOn`, `Condition`, `DeletionPolicy`, `Metadata`; and `Parameters`, `Conditions`,
 * `Mappings`, `Outputs` as written. Calls are still in it.
 */
export interface Expansion {
  readonly document: Properties
  /** By logical ID, the path in the template of the resource or event that caused it. */
  readonly origins: Readonly<Record<string, Path>>
}

/** How a template of a cloud is written. */
export interface Dialect {
  readonly name: string
  /** Whose tables of resource types hold for a template: `aws`; none where macros of others may rewrite it. */
  tables?(document: Properties): string | undefined
  /** Schema of the whole document, relative to `schemas/`: `aws/template.json`. */
  readonly schema: string
  /** Schema of the properties of a resource type as written, beside what the tables say of it, or nothing. */
  schemaOf(type: string): string | undefined
  /** Where resources stand: nested ones too (functions in an Aliyun service, in a Tencent namespace). */
  resources(document: Properties): readonly WrittenResource[]
  /** Pseudo parameters beside those that the caller gives: `AWS::Region`, `ALIYUN::AccountId`. */
  pseudo(world: World): Properties
  /** What `Ref` and `Fn::GetAtt` may name beside the written resources, such as `HelloRole` or `ServerlessRestApi`. */
  generated(document: Properties): readonly string[]
  /** By the names that a template may refer to, the types of what stands there once it is expanded. */
  deployed?(document: Properties): Readonly<Record<string, string>>
  expand(input: ExpandInput): Expansion
  /** How a template names one that is a stack within its own; absent where none does. */
  readonly nested?: NestedForm
  /** By resource type, properties that may name a file whose content is deployed with the resource. */
  readonly inlined?: Readonly<Record<string, readonly InlinedFile[]>>
  /** Absent where templates have no macros. */
  readonly macros?: Macros
  /** Rules that stand for this dialect alone, such as settings without effect on today's cloud. */
  readonly rules: readonly Rule[]
}

/** A property that may name a file beside the template, and where what the file holds goes instead. */
export type InlinedFile =
  | {
      readonly from: string
      /** Takes the document that the file holds, in JSON or YAML. */
      readonly to: string
      /** Takes it as text, where that is another property. */
      readonly text?: string
    }
  | { readonly from: string; readonly to?: undefined; readonly text: string }

/** What the resource of a nested stack is called, and its properties. */
export interface NestedForm {
  readonly type: string
  /** Names the template, beside the one that holds the resource or in the cloud. */
  readonly template: string
  readonly parameters: string
  readonly tags: string
  /** The pseudo parameter that `Ref` of the resource gives. */
  readonly id: string
  /** Properties without effect, by what is without it. */
  readonly idle: Readonly<Record<string, string>>
}

/** Names of the macros of a cloud that come before the transforms of its dialect. */
export interface Macros {
  /** Puts a file in its place. */
  readonly include: string
  /** Allows loops and a few more functions. */
  readonly extensions: string
  /** Those that the cloud runs besides, without their dates. */
  readonly others: readonly string[]
}

/** What a cloud publishes of its resource types, read when it is first asked for; empty where there is nothing. */
export interface TypeTables {
  typeOf(type: string): TypeTable | undefined
  /** Every type, for those who look for the one that was meant. */
  names(): readonly string[]
}

/** What a cloud publishes of one of its resource types. */
export interface TypeTable {
  /** Where the schema of its properties is: `aws/types/AWS::SQS.json#/definitions/Queue`. */
  readonly schema: string
  /** The kind of each value that `Fn::GetAtt` gives, `any` where that is open; absent where any name may be given. */
  readonly attributes?: Readonly<Record<string, string>>
  /** Properties, or ways to nested ones, whose change makes the cloud replace the resource. */
  readonly replacedBy: readonly string[]
  /** The properties and attributes that tell one resource of the type from another, as the cloud puts them together. */
  readonly identifier?: readonly string[]
  /** What `Ref` gives, where that is not the identifier. */
  readonly ref?: readonly string[]
  /** The property that tags go into; absent where the type takes none. */
  readonly tags?: string
  /** Top-level properties that a template sets, and those of them that it must. */
  readonly properties: readonly string[]
  readonly required: readonly string[]
  /** Top-level properties of which nothing, or not all, is read back. */
  readonly writeOnly: readonly string[]
  /** What the cloud has no handler for, of `create`, `read`, `update`, `delete` and `list`. */
  readonly lacks: readonly string[]
  /** How the ARN is made of the properties and attributes: `arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}`. */
  readonly arn?: string
  /** Tells whether a property holds a map, and not a list. */
  isMap(property: string): boolean
}

/** A resource where the template has it. */
export interface WrittenResource {
  readonly logicalId: string
  readonly type: string
  readonly path: Path
  readonly body: Properties
}

/** Where a stack goes. */
export interface World {
  readonly account: string
  readonly region: string
  readonly partition: string
  readonly stackName: string
  readonly stage: string
}

/** What stands at a path: nothing, a file, a folder, or what this user cannot look at. */
export type Look = 'file' | 'folder' | 'unreadable' | undefined

/** One check of templates, with a code of its own. */
export interface Rule {
  readonly code: string
  readonly title: string
  readonly why: string
  /** What it finds is left out of what is deployed: `validate` warns of it, and a plan is refused for it (E5017). */
  readonly drops?: true
  check(input: RuleInput): Iterable<Omit<Finding, 'code'>>
}

/** What a rule looks at. */
export interface RuleInput {
  readonly template: Template
  readonly dialect: Dialect
  readonly resources: readonly WrittenResource[]
  /** Functions of the expanded stack; empty when expansion failed. */
  readonly functions: readonly FunctionSpec[]
  /** Layers of it whose content lies beside the template. */
  readonly layers: readonly Coded[]
  /** Tells what stands at a path beside the template. */
  look(path: string): Look
  /** Today, for end-of-life dates. */
  readonly today: Date
  /** What the cloud publishes of its resource types. */
  readonly types: TypeTables
  /** By the names that the template may refer to, the types of what stands there once it is expanded. */
  readonly deployed: Readonly<Record<string, string>>
}
