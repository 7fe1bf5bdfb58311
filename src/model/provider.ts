import type { Artifact } from './artifact.ts'
import type { Contract } from './contract.ts'
import type { Diagnostic, Report } from './diagnostic.ts'
import type { Naming } from './naming.ts'
import type { Wire } from './operation.ts'
import type { Asked, Questions } from './questions.ts'
import type { FunctionSpec, LocalApp, Stack } from './stack.ts'
import type { ResourceState } from './state.ts'
import type { Finding, Template } from './template.ts'
import type { Trouble } from './trouble.ts'
import type { Path, Properties, Value } from './value.ts'

/** What a provider makes of an error that its SDK threw. */
export interface Diagnosis {
  readonly trouble: Trouble
  readonly diagnostic: Diagnostic
}

/**
 * How calls are paced: handed to `connect`, so that waiting and retrying live in one place.
 * Every SDK call of a client goes through `attempt`, every wait for a state through `until`.
 */
export interface Pace {
  /**
   * Sends a call and sends it again while the trouble says so. `repeatable` calls (reads, puts, deletes) are also sent
   * again after `transport`; others (creates) throw it, and the executor looks for what they may have made.
   */
  attempt<T>(send: () => Promise<T>, options: { readonly repeatable: boolean }): Promise<T>
  /** Probes with growing pauses (50 ms, doubling) until a value comes; throws a diagnostic after `limit` seconds. */
  until<T>(
    probe: () => Promise<T | undefined>,
    options: { readonly what: string; readonly limit?: number },
  ): Promise<T>
  /** Runs one at a time per key, such as the permissions of one function. */
  exclusive<T>(key: string, work: () => Promise<T>): Promise<T>
}

/** Where and as whom to call a cloud. Nothing here comes from a flag but region, profile and endpoint. */
export interface Settings {
  readonly region?: string
  readonly profile?: string
  /** `http://127.0.0.1:4566`; every client of the provider goes there. */
  readonly endpoint?: string
  /** Keys that the local cloud knows; without them the cloud's usual chain is asked. */
  readonly credentials?: { readonly id: string; readonly secret: string }
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly pace: Pace
}

/** A cloud, reached: who we are there and the client that resource types are given. */
export interface Connection<Client> {
  readonly client: Client
  readonly account: string
  readonly region: string
}

/** Whose a resource is: written into tags, so that a crash leaves nothing that cannot be found. */
export interface Identity {
  readonly logicalId: string
  /** The physical name to use where the type has names: the template's, or one that fnx made. */
  readonly name: string
  /** `fnx:stack`, `fnx:stage`, `fnx:logical-id`, `fnx:instance`: set in the creating call itself where the cloud can. */
  readonly tags: Readonly<Record<string, string>>
}

/** What a create or update is given: nothing unknown and nothing masked is left in the properties. */
export interface Input extends Identity {
  readonly properties: Properties
  /** As last applied; empty when an unfinished create is completed, so that every property is written again. */
  readonly before?: Properties
  readonly artifact?: Artifact
}

/** What an unfinished create is looked for by. Secrets in the properties are masked. */
export interface Sought extends Identity {
  readonly properties: Properties
  /** ISO time of the intent: nothing made before it is ours. */
  readonly since: string
}

/** A resource after a create or update. `attributes.Ref` is what `Ref` gives, else the physical ID. */
export interface Created {
  readonly physicalId: string
  readonly attributes: Properties
}

/** A resource as it lives in the cloud. */
export interface Live {
  /** In the template's shape; only what can be read back faithfully, so that no false drift shows. */
  readonly properties: Properties
  readonly attributes: Properties
}

/** One kind of resource: what to call, never whether again. */
export interface ResourceType<Client = unknown> {
  readonly type: string
  /** How names that fnx makes must look; absent for things that have no name of their own. */
  readonly naming?: Naming
  /** The property that holds an explicit name; its change replaces. */
  readonly nameProperty?: string
  /** Properties that cannot change in place. */
  readonly replaceOn: readonly string[]
  /** Where user tags go, and as a list of Key and Value or as a map. */
  readonly tagging?: { readonly property: string; readonly form: 'list' | 'map' }
  create(client: Client, input: Input): Promise<Created>
  /** Finds what an unfinished create left and proves that it is ours; throws `exists` for a foreign thing of the name. */
  find(client: Client, sought: Sought): Promise<string | undefined>
  read(client: Client, known: ResourceState): Promise<Live | undefined>
  update(client: Client, physicalId: string, input: Input): Promise<Created>
  /** Gone already is success. `empty` allows to delete what a bucket holds. */
  delete(client: Client, known: ResourceState, options: { readonly empty: boolean }): Promise<void>
}

/** How a cloud takes code that is too large for a call. Sizes are bytes. */
export interface CodeStorage {
  /** The largest zip that goes in the call. */
  readonly inlineLimit: number
  /** The largest zip that the cloud takes at all. */
  readonly zipLimit: number
  readonly unzippedLimit: number
  /** Resource types of the bucket and of the uploaded object (`Bucket`, `Key`; takes the artifact). */
  readonly bucketType: string
  readonly bucketProperties: Properties
  readonly objectType: string
  /** The type that publishes a function's code as it is: made anew when the code changes. */
  readonly versionType?: string
  /** The code property that names an uploaded object. */
  reference(bucket: Value, key: string): Properties
}

/** What a dialect is told of the world: enough to expand without a network. */
export interface ExpandInput {
  readonly template: Template
  /** Values given for parameters, and the defaults of the rest. */
  readonly parameters: Properties
  readonly region: string
  readonly partition: string
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

/** Names of the macros of a cloud that come before the transforms of its dialect. */
export interface Macros {
  /** Puts a file in its place. */
  readonly include: string
  /** Allows loops and a few more functions. */
  readonly extensions: string
  /** Those that the cloud runs besides, without their dates. */
  readonly others: readonly string[]
}

/** What a cloud publishes of one of its resource types. */
export interface TypeTable {
  /** Where the schema of its properties is: `aws/types/AWS::SQS.json#/definitions/Queue`. */
  readonly schema: string
  /** The kind of each value that `Fn::GetAtt` gives, `any` where that is open; absent where any name may be given. */
  readonly attributes?: Readonly<Record<string, string>>
  /** Properties, or ways to nested ones, whose change makes the cloud replace the resource. */
  readonly replacedBy: readonly string[]
}

/** What a cloud publishes of its resource types, read when it is first asked for; empty where there is nothing. */
export interface TypeTables {
  typeOf(type: string): TypeTable | undefined
  /** Every type, for those who look for the one that was meant. */
  names(): readonly string[]
}

/** How a template of a cloud is written. */
export interface Dialect {
  readonly name: string
  /** Whose tables of resource types hold for its templates: `aws`. */
  readonly tables?: string
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
  /** Absent where templates have no macros. */
  readonly macros?: Macros
  /** Rules that stand for this dialect alone, such as settings without effect on today's cloud. */
  readonly rules: readonly Rule[]
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

/** What a rule looks at. */
export interface RuleInput {
  readonly template: Template
  readonly dialect: Dialect
  readonly resources: readonly WrittenResource[]
  /** Functions of the expanded stack; empty when expansion failed. */
  readonly functions: readonly FunctionSpec[]
  /** Tells what stands at a path beside the template: nothing, a file or a folder. */
  look(path: string): 'file' | 'folder' | undefined
  /** Today, for end-of-life dates. */
  readonly today: Date
  /** What the cloud publishes of its resource types. */
  readonly types: TypeTables
  /** By the names that the template may refer to, the types of what stands there once it is expanded. */
  readonly deployed: Readonly<Record<string, string>>
}

/** One check of templates, with a code of its own. */
export interface Rule {
  readonly code: string
  readonly title: string
  readonly why: string
  check(input: RuleInput): Iterable<Omit<Finding, 'code'>>
}

/** Answer of a deployed function. */
export interface Invoked {
  readonly payload: Uint8Array
  readonly failed: boolean
  readonly requestId: string
  readonly log?: string
}

/** One line that a function wrote; `id` tells lines of one time apart when a tail overlaps. */
export interface LogLine {
  readonly id: string
  readonly time: Date
  readonly text: string
}

/** An address that people can open. */
export interface Endpoint {
  readonly logicalId: string
  readonly url: string
}

/** One cloud, whole: everything that is true of it and of no other. */
export interface Provider<Client = unknown> {
  readonly name: string
  readonly title: string
  readonly resources: readonly ResourceType<Client>[]
  readonly code: CodeStorage
  /** Most calls at once. */
  readonly concurrency: number
  /** Seconds after which what was made is seen by every read; recovery looks again until then. */
  readonly settles: number
  connect(settings: Settings): Promise<Connection<Client>>
  diagnose(error: unknown): Diagnosis
  /** Answers what templates name and only the cloud can tell, by reading alone; absent where no template of it does. */
  ask?(client: Client, questions: Questions): Promise<Asked>
  /** What the local cloud can run of a stack; functions also tell packaging where code is. */
  local(stack: Stack, world: World, report: Report): LocalApp
  endpoints(resources: Readonly<Record<string, ResourceState>>): readonly Endpoint[]
  /** The resource type that a function becomes, and the physical ID that invoke and logs take. */
  readonly functionType: string
  invoke(client: Client, physicalId: string, payload: Uint8Array): Promise<Invoked>
  logs(client: Client, physicalId: string, since: Date): Promise<readonly LogLine[]>
}

/** A line of the table of clouds: what tells its templates from others, and the rest on demand. */
export interface Cloud {
  readonly name: string
  matches(document: Properties): boolean
  readonly defaultRegion: string
  /** By partition, the region that stands for it where none is named. */
  readonly partitions: Readonly<Record<string, string>>
  partitionOf(region: string): string
  dialect(): Promise<Dialect>
  provider(): Promise<Provider>
  /** Lists the functions of a stack as `Provider.local` does, without loading the provider. */
  functions(stack: Stack, world: World): Promise<readonly FunctionSpec[]>
  wire(): Promise<Wire>
  contract(): Promise<Contract>
}
