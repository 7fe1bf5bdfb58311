import type { TypeFacts } from './abilities.ts'
import type { Artifact } from './artifact.ts'
import type { Contract } from './contract.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Dialect, TypeTable, TypeTables, World } from './dialect.ts'
import type { ErrorKind } from './error-kind.ts'
import type { LookupReply, Lookups } from './lookups.ts'
import type { Naming } from './naming.ts'
import type { ServiceWire, Wire } from './operation.ts'
import type { Resolver } from './resolver.ts'
import type { Source } from './source.ts'
import type { Coded, FunctionSpec, LocalApp, Resource, Stack } from './stack.ts'
import type { ResourceState } from './state.ts'
import type { Properties, Value } from './value.ts'

/** What a provider makes of an error that its SDK threw. */
export interface Diagnosis {
  readonly kind: ErrorKind
  readonly diagnostic: Diagnostic
}

/** What the calls of one piece of work have in common. */
export interface Circumstances {
  /** Throws where nothing may be sent any more; asked right before each call, and before each time it is sent again. */
  check(): void
  /**
   * Something that the work needs was made or changed a moment ago, so that calls which do not see it yet are sent again.
   * Where nothing was, what is not there is not there.
   */
  fresh(): boolean
  /** The work makes a thing that is not seen everywhere at once: what follows its creation is sent again until it is. */
  readonly spreads: boolean
}

/**
 * How calls are paced: handed to `connect`, so that waiting and retrying live in one place.
 * Every SDK call of a client goes through `attempt`, every wait for a state through `until`.
 */
export interface Pace {
  /** Does work on one resource: all calls that it makes, however deep, are made in its circumstances. */
  within<T>(circumstances: Circumstances, work: () => Promise<T>): Promise<T>
  /**
   * Sends a call and sends it again while the kind of error says so. `repeatable` calls (reads, puts, deletes) are also sent
   * again after `transport`; others (creates) throw it, and the executor looks for what they may have made.
   */
  attempt<T>(send: () => Promise<T>, options: Attempt): Promise<T>
  /** Probes with growing pauses (50 ms, doubling) until a value comes; throws a diagnostic after `limit` seconds. */
  until<T>(
    probe: () => Promise<T | undefined>,
    options: { readonly what: string; readonly limit?: number },
  ): Promise<T>
  /** Runs one at a time per key, such as the permissions of one function. */
  exclusive<T>(key: string, work: () => Promise<T>): Promise<T>
}

/** How a call is sent. */
export interface Attempt {
  readonly repeatable: boolean
  /** What is called, for whoever follows the calls. */
  readonly call?: Called
}

/** The name of a call; one of an object store has no operation but its HTTP. */
export interface Called {
  readonly service: string
  readonly operation?: string
}

/** Where and as whom to call a cloud. Nothing here comes from a flag but region, profile and endpoint. */
export interface Access {
  readonly region?: string
  readonly profile?: string
  /** `http://127.0.0.1:4566`; every client of the provider goes there. */
  readonly endpoint?: string
  /** Keys that the local cloud knows; without them the cloud's usual chain is asked. */
  readonly credentials?: { readonly id: string; readonly secret: string }
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** The project's folder, for tools that keep keys beside a template. */
  readonly folder?: string
}

/** What a connection is made of. */
export interface Settings extends Access {
  readonly pace: Pace
  /** Hears of what is odd about the place, and no reason to end. */
  readonly warn?: (found: Diagnostic) => void
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

/** What a create or update is given: nothing unknown and nothing redacted is left in the properties. */
export interface Input extends Identity {
  readonly properties: Properties
  /** As last applied; empty when an unfinished create is completed, so that every property is written again. */
  readonly before?: Properties
  readonly artifact?: Artifact
}

/** What an unfinished create is looked for by. Secrets in the properties are redacted. */
export interface Sought extends Identity {
  readonly properties: Properties
  /** ISO time of the intent: nothing made before it is ours. */
  readonly since: string
}

/** A thing in a cloud that says by its tags or marks of which stack it is. */
export interface Owned {
  /** A type of the provider's table, or what the cloud calls a thing that fnx does not know. */
  readonly type: string
  /** As the type gives it. */
  readonly physicalId: string
  readonly logicalId: string
  readonly instance: string
  readonly name: string
}

/** Of which stack things are looked for. */
export interface Whose {
  readonly stack: string
  readonly stage: string
  /** What the template declares, with the name that it gives: some services can only be searched by name. */
  readonly declared: readonly { readonly logicalId: string; readonly type: string; readonly name?: string }[]
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
export interface ResourceType<Client = unknown> extends TypeFacts {
  /** How names that fnx makes must look; absent for things that have no name of their own. */
  readonly naming?: Naming
  /** Where user tags go, and as a list of Key and Value or as a map. */
  readonly tagging?: { readonly property: string; readonly form: 'list' | 'map' }
  /** An update may answer with another thing, which takes the place of the one before: that is deleted at the end. */
  readonly moves?: true
  create(client: Client, input: Input): Promise<Created>
  /** Finds what an unfinished create left and proves that it is ours; throws `exists` for a foreign thing of the name. */
  find(client: Client, sought: Sought): Promise<string | undefined>
  /**
   * Finds name and instance of a thing that carries them in no tags, by what it hangs on; `name` is the beginning that
   * names made by fnx have, or the template's. Absent where the type has tags, or where `find` needs no instance.
   */
  trace?(client: Client, sought: Sought): Promise<Pick<Owned, 'name' | 'instance'> | undefined>
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
  /** Names the settings of a function that a version of it is made anew for; `document` is the template as written. */
  follows?(version: Resource, document: Properties): readonly string[]
  /** Tells types whose answers come by an object of the bucket: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html */
  answers?(type: string): boolean
  /** The code property that names an uploaded object. */
  reference(bucket: Value, key: string): Properties
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

/** Which lines of a log are read. */
export interface LogQuery {
  readonly since: Date
  readonly until?: Date
  /** A filter pattern of CloudWatch Logs (`model/log-filter.ts`). */
  readonly filter?: string
}

/** An address that people can open. */
export interface Endpoint {
  readonly logicalId: string
  readonly url: string
}

/** A service of a cloud: what fnx can do with it is data, and each part of it is loaded when it is needed. */
export interface Service {
  /** As its API is called: `lambda`, `s3`. */
  readonly name: string
  /** As people call it: `Lambda`, `S3`. */
  readonly title: string
  /** The resource types that fnx deploys, by name. */
  readonly types: Readonly<Record<string, () => Promise<ResourceType>>>
  /** Gives resource types whose names are the template's own; nothing for a name that is none of them. */
  readonly named?: (type: string) => (() => Promise<ResourceType>) | undefined
  /** What the local cloud runs of its things; absent where it runs nothing. */
  readonly source?: Source
  /** Its SDK's client with the calls that fnx makes, where the cloud's clients are per service. */
  readonly client?: () => Promise<unknown>
  /**
   * Where its owner describes each operation that the local cloud answers, and must be there beside `wire`: one address
   * with `{operation}` in it, or the address of each.
   */
  readonly reference?: string | Readonly<Record<string, string>>
  /** What the local cloud answers of it; absent where it answers nothing. */
  readonly wire?: (tables: Pick<TypeTables, 'typeOf'>) => Promise<ServiceWire>
}

/** How a cloud makes resources of types that have no file of their own, from what is published of them. */
export interface Generic<Client = unknown> {
  /** Says why it cannot make those of a type, as the end of a sentence; nothing where it can. */
  whyNot(type: string, table: TypeTable): string | undefined
  load(type: string, table: TypeTable): Promise<ResourceType<Client>>
}

/** One cloud, whole: everything that is true of it and of no other. */
export interface Provider<Client = unknown> {
  readonly name: string
  readonly title: string
  readonly services: readonly Service[]
  /** Absent where every type needs a file. */
  readonly generic?: Generic<Client>
  readonly code: CodeStorage
  /** Most calls at once. */
  readonly concurrency: number
  /** Seconds after which what was made is seen by every read; recovery looks again until then. */
  readonly settles: number
  /** Gives the region that a connection would go to, without a call where that can be. */
  regionOf(access: Access): Promise<string>
  connect(settings: Settings): Promise<Connection<Client>>
  diagnose(error: unknown): Diagnosis
  /** Answers what templates name and only the cloud can tell, by reading alone; absent where no template of it does. */
  lookUp?(client: Client, questions: Lookups): Promise<LookupReply>
  /** Finds by reading what carries the tags and marks of a stack, whoever's state knows it. */
  owned?(client: Client, whose: Whose): Promise<readonly Owned[]>
  /** What the local cloud can run of a stack; `clear` reduces calls. Functions also tell packaging where code is. */
  local(stack: Stack, world: World, clear: Resolver['clear']): LocalApp
  endpoints(resources: Readonly<Record<string, ResourceState>>): readonly Endpoint[]
  /** The resource type that a function becomes, and the physical ID that invoke and logs take. */
  readonly functionType: string
  invoke(client: Client, physicalId: string, payload: Uint8Array): Promise<Invoked>
  logs(client: Client, physicalId: string, query: LogQuery): Promise<readonly LogLine[]>
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
  functions(stack: Stack, world: World, clear: Resolver['clear']): Promise<readonly FunctionSpec[]>
  /** Lists what else of a stack is packaged, such as layers; absent where only functions are. */
  layers?(stack: Stack): Promise<readonly Coded[]>
  wire(tables?: Pick<TypeTables, 'typeOf'>): Promise<Wire>
  contract(): Promise<Contract>
}
