import type { TypeFacts } from '../../model/abilities.ts'
import type { FnxError } from '../../model/diagnostic.ts'
import type { Naming } from '../../model/naming.ts'
import type { Input, Owned, Sought } from '../../model/provider.ts'
import type { Properties } from '../../model/value.ts'
import type { Call, CloudClient, Members, Session } from './call.ts'
import type { Form } from './form.ts'
import type { Identifier } from './identifier.ts'
import type { Mark } from './ownership.ts'
import type { Part } from './parts.ts'
import type { TagForm, Tags } from './tags.ts'

// A recipe says what a resource type is, as data: what names the thing, the call that makes it, the parts that calls of
// their own change, how tags go, what shows it and what deletes it. `resource-type.ts` makes of it what plan and apply
// use, and derives the rest: which properties the type takes (all that a call takes), which replace (those that the
// creating call alone takes), which are read back (those that `show` or a part's `get` shows), what a half-made thing
// needs, and how what left the template is reset. Properties go on whole and under their own names; `form` lists where
// the API writes them otherwise, and serves both directions.

/** A thing as it lives. */
export interface Shown {
  /** In the API's shape. */
  readonly live: Properties
  /** Absent where a call of its own lists them. */
  readonly tags?: Tags
}

/** The call that makes a thing. */
export interface Creation<Client, A extends string> {
  readonly call: A
  /** Properties that go in it. */
  readonly takes: readonly string[]
  /** Members that no property says, or that take more than a form to write. */
  members?(input: Input, client: Client): Members | Promise<Members>
  /** Where in the answer the thing is: `Role`. */
  readonly answer?: string
  /**
   * The call overwrites a thing of the same name, or looks like success on one: it is looked for before, by what shows it
   * or as a function tells.
   */
  readonly overwrites?: boolean | ((session: Session<Client, A>, input: Input) => Promise<boolean>)
  /** Properties that `members` writes. */
  readonly written?: readonly string[]
  /** `members` writes the tags as well. */
  readonly isTagged?: boolean
}

/** How tags go. */
export interface Tagging<Client, A extends string> {
  /** The property of the template, and how it writes them. */
  readonly property: string
  readonly form: 'list' | 'map'
  /** The member of the creating call; without it they are set right after. */
  readonly member?: string
  /** How that member is written: a list of Key and Value where absent. */
  readonly sent?: TagForm
  /** Gives the calls that write and drop tags. */
  calls(change: TagChange, session: Session<Client, A>): readonly Call<A>[] | Promise<readonly Call<A>[]>
  /** Asks for the tags where what shows the thing does not hold them. */
  list?(session: Session<Client, A>, live: Properties): Promise<Tags>
}

/** Tags that are to change; `all` is what there is to be in the end. */
export interface TagChange {
  readonly written: Tags
  readonly dropped: readonly string[]
  readonly all: Tags
}

/** How a thing comes to rest after a call, before it takes the next one. */
export interface Rest<Client, A extends string> {
  /** What is waited for, for people: `the function hello to become active`. */
  what(id: string): string
  /** Seconds. */
  readonly limit?: number
  look(session: Session<Client, A>): Promise<Properties | undefined>
  pending(live: Properties): boolean
  /** Gives why the last call came to nothing; what failed earlier is left to the next one to repair. */
  failure?(live: Properties, id: string): FnxError | undefined
}

/** What `attributes` may look at. */
export interface Described<Client> {
  readonly client: Client
  readonly id: string
  /** The answer of the creating call or what shows the thing, where the recipe says that attributes need it; else empty. */
  readonly live: Properties
}

/** A resource type as data; see the head of this file. */
export interface Recipe<Client extends CloudClient = CloudClient, A extends string = string>
  extends Pick<
    TypeFacts,
    | 'type'
    | 'nameProperty'
    | 'omits'
    | 'stays'
    | 'replaces'
    | 'updates'
    | 'partOf'
    | 'uniqueBy'
    | 'uniqueIf'
    | 'grants'
    | 'holds'
    | 'renews'
  > {
  readonly naming?: Naming
  readonly id: Identifier
  readonly form?: Form
  readonly create: Creation<Client, A>
  /** In the order in which they are written. What `create` takes as well is left to it when the thing is made. */
  readonly parts?: readonly Part<Client, A>[]
  readonly tags?: Tagging<Client, A>
  /** Shows a thing, or nothing where there is none; `known` is what the template has, for parts that are asked for one by one. */
  show(session: Session<Client, A>, known: Properties): Promise<Shown | undefined>
  /** Properties that nothing shows as they were written, so that their drift is not seen. */
  readonly unseen?: readonly string[]
  /** Attributes beside `Ref`, which is the physical ID where it is not among them. */
  attributes?(of: Described<Client>): Properties
  /** Attributes are answered by the cloud, so that an update asks for them; `shown` where the creating call does not say them. */
  readonly answered?: boolean | 'shown'
  /** How whose a thing is stands in its description, where it has no tags. */
  readonly mark?: Mark
  /** Finds by itself what an unfinished create left: where no name tells. Gives a physical ID. */
  search?(session: Session<Client, A>, sought: Sought): Promise<string | undefined>
  /** Finds name and instance of a thing that carries them in no tags, as `ResourceType.trace` says. */
  trace?(session: Session<Client, A>, sought: Sought): Promise<Pick<Owned, 'name' | 'instance'> | undefined>
  /** Tells whether a thing that has neither tags nor mark is ours. */
  owns?(shown: Shown, sought: Sought, session: Session<Client, A>): boolean | Promise<boolean>
  readonly rest?: Rest<Client, A>
  /** Tells whether a thing cannot be repaired, so that an update of an unfinished one makes it again. */
  hopeless?(live: Properties): boolean
  /** Calls with the same key run one after another: `hello` for the statements of one function. */
  exclusive?(id: string): string
  readonly delete: Deletion<Client, A>
}

/** What a deletion is told beside the thing. */
export interface DeletionOptions {
  readonly empty: boolean
  /** Whose the thing is, for what hangs on it and may be left when it is gone. */
  readonly instance: string
}

/** How a thing is deleted. */
export interface Deletion<Client, A extends string> {
  readonly call: A
  /** Members beside the key; asked for where only the thing itself tells. */
  readonly members?:
    | Members
    | ((session: Session<Client, A>, known: readonly Properties[]) => Promise<Members>)
  /** Tells whether nothing can take the thing away, and the cloud forgets it by itself. */
  isLeft?(session: Session<Client, A>): Promise<boolean>
  /** Takes off what keeps the thing from going; `known` are all properties that it may have, after updates that were cut off. */
  before?(session: Session<Client, A>, known: readonly Properties[], options: DeletionOptions): Promise<void>
  /** Gives the error that people are told for the one that the call threw. */
  explain?(error: unknown, id: string): unknown
  /** Waits until it is gone. */
  after?(session: Session<Client, A>): Promise<void>
}
