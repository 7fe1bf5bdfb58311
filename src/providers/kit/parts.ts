import type { Input } from '../../model/provider.ts'
import { at, equal, list, type Properties, type Value, withAt } from '../../model/value.ts'
import type { Call, CloudClient, Members, Session } from './call.ts'
import { type Form, placeOf, toMembers } from './form.ts'

/** What is to change about a thing. */
export interface Change<Client = CloudClient, A extends string = string> {
  readonly session: Session<Client, A>
  readonly client: Client
  readonly id: string
  /** What names it in calls. */
  readonly key: Members
  readonly input: Input
  /** The properties of the part as they shall be, and as they were applied last. */
  readonly now: Properties
  readonly before: Properties
  readonly form: Form
}

/** Properties that one kind of call writes. Without calls there is nothing to do. */
export interface Part<Client = CloudClient, A extends string = string> {
  readonly takes: readonly string[]
  /** Gives the calls that make `now` of `before`; asked only where the two differ. */
  calls(change: Change<Client, A>): readonly Call<A>[] | Promise<readonly Call<A>[]>
  /** The call whose answer shows the part, where what shows the thing does not. */
  readonly get?: A
  /** Makes of that answer what stands for the properties, in the API's shape. */
  shows?(answer: Properties, form: Form): Properties
  /** What stands for properties that an answer does not have: their documented defaults, or null for none. */
  readonly absent?: Properties
  /** Reads the part back where one call alone does not. */
  reads?(session: Session<Client, A>): Promise<Properties>
  /** Waits for what the calls began. */
  settle?(session: Session<Client, A>): Promise<void>
}

/** What a property goes back to: a value, or what its physical ID and other properties make of it; nothing where it need not. */
export type Reset = Value | ((physicalId: string, now: Properties) => Value | undefined)

/**
 * Gives properties with the defaults of what left them since; paths lead into maps (`LoggingConfig.LogGroup`).
 * @example withResets({ A: 1, B: 2 }, { A: 1 }, { B: 0 }) // { A: 1, B: 0 }
 */
export function withResets(
  before: Properties,
  now: Properties,
  { resets, id }: { readonly resets: Readonly<Record<string, Reset>>; readonly id: string },
): Properties {
  let found: Value = now
  for (const path of Object.keys(resets).sort()) {
    const steps = path.split('.')
    if (at(before, steps) === undefined || at(now, steps) !== undefined) continue
    const reset = resets[path] ?? null
    const value = typeof reset === 'function' ? reset(id, now) : reset
    if (value !== undefined) found = withAt(found, steps, value)
  }
  return found as Properties // a map with values at paths of names is a map
}

/** A call that writes several properties at once. */
interface Settings<A extends string> {
  readonly call: A
  readonly takes: readonly string[]
  /** What properties go back to that left the template; not needed where the call clears what it does not name. */
  readonly resets?: Readonly<Record<string, Reset>>
  /** Sends what changed alone, where the call takes offence at what it has already. */
  readonly changedOnly?: boolean
}

/** Writes properties by one call that takes them as members, such as an update. */
export function settings<const A extends string>(own: Settings<A>): Part<CloudClient, A> {
  const { call, takes, resets = {}, changedOnly = false } = own
  return {
    takes,
    calls({ key, id, now, before, form }) {
      const all = withResets(before, now, { resets, id })
      const changed = Object.entries(all).filter(([name, value]) => !equal(value, before[name]))
      const sent = changedOnly ? Object.fromEntries(changed) : all
      return [{ action: call, members: { ...key, ...toMembers(sent, form) } }]
    },
    absent: Object.fromEntries(
      Object.entries(resets).filter(([, reset]) => typeof reset !== 'function'),
    ) as Properties, // functions are filtered out
  }
}

/** A property with a call of its own, and one that clears it or a value that does. */
interface Setting<A extends string> {
  readonly property: string
  readonly put: A
  readonly drop?: A
  /** What is written where there is no call to clear. */
  readonly reset?: Value
  /** Takes another name in these calls than in the creating one. */
  readonly as?: string
  /** The call that shows it; `bare` where its answer holds the members themselves, without the one that `put` has them in. */
  readonly get?: A
  readonly bare?: boolean
}

/** Writes one property by a call of its own. */
export function setting<const A extends string>(own: Setting<A>): Part<CloudClient, A> {
  const { property, put, drop, reset, as, get, bare = false } = own
  const formOf = (form: Form): Form =>
    as === undefined ? form : { ...form, names: { ...form.names, [property]: as } }
  return {
    takes: [property],
    calls({ key, now, form }) {
      const value = now[property] ?? reset
      if (value === undefined)
        return drop === undefined ? [] : [{ action: drop, members: key, forgiving: true }]
      return [{ action: put, members: { ...key, ...toMembers({ [property]: value }, formOf(form)) } }]
    },
    absent: { [property]: reset ?? null },
    ...(get === undefined ? {} : { get }),
    ...(bare ? { shows: (answer, form) => withAt({}, placeOf(property, form), answer) as Properties } : {}), // a path makes a map
  }
}

/** A list whose items are written and dropped one by one. */
interface Items<A extends string> {
  readonly property: string
  /** What tells an item from the others of its list. */
  name(item: Value): string
  readonly put: A
  readonly drop: A
  /** Members that a call takes beside the key: for an item that is written, or by its name for one that goes. */
  putting(item: Value): Members
  dropping(name: string): Members
}

/** Writes the items of a list that are new or changed, then drops those that left it. */
export function items<const A extends string>(own: Items<A>): Part<CloudClient, A> {
  const { property, name, put, drop, putting, dropping } = own
  const byName = (properties: Properties) =>
    new Map(list(properties[property]).map(item => [name(item), item]))
  return {
    takes: [property],
    calls({ key, now, before }) {
      const [wanted, known] = [byName(now), byName(before)]
      const changed = [...wanted].filter(([id, item]) => !equal(item, known.get(id))).map(([, item]) => item)
      const left = [...known.keys()].filter(id => !wanted.has(id))
      return [
        ...changed.map(item => ({ action: put, members: { ...key, ...putting(item) } })),
        ...left.map(id => ({ action: drop, members: { ...key, ...dropping(id) }, forgiving: true })),
      ]
    },
  }
}
