import { FnxError } from '../../model/diagnostic.ts'
import { codeOfKind, type ErrorKind } from '../../model/error-kind.ts'
import type { Pace } from '../../model/provider.ts'
import { at, isRecord, type Properties, type Value } from '../../model/value.ts'

/** Members of a call, as the API takes them. */
export type Members = Readonly<Record<string, unknown>>

/** What the client of every cloud has. */
export interface CloudClient {
  readonly account: string
  readonly region: string
  readonly pace: Pace
}

/** A cloud as recipes use it: one way to call all of its services, and what an error of a call means. */
export interface Cloud<Client extends CloudClient> {
  /** Makes one paced call and gives its answer as plain JSON. */
  call(client: Client, service: string, action: string, members: Members): Promise<Properties>
  classify(error: unknown): ErrorKind
  /** A published table says which properties replace, so that recipes need not. */
  readonly isTabled?: boolean
}

/** A call that a recipe wants made. */
export interface Call<A extends string = string> {
  readonly action: A
  readonly members: Members
  /** Another service than the recipe's own. */
  readonly service?: string
  /** What it is about may be gone already: so a call that takes away, never one that writes. */
  readonly forgiving?: boolean
  /** Throws for an answer that tells of a failure though the call went well. */
  refuse?(answer: Properties): void
}

/** Calls on one thing, with the client that they go through. */
export interface Session<Client = CloudClient, A extends string = string> {
  readonly client: Client
  readonly id: string
  /** What names the thing in calls. */
  readonly key: Members
  /** Gives what a call answers, or nothing when what it is about is not there; it is sent the key where nothing else is given. */
  ask(action: A, members?: Members): Promise<Properties | undefined>
  /** Makes a call as it stands; gives nothing where a forgiving one found nothing. */
  send(call: Call<A>): Promise<Properties | undefined>
}

/** Makes the error of an answer that lacks what it must have: as unclear as a lost connection, so what was made is looked for. */
export function unclear(action: string, what: string): FnxError {
  return new FnxError({
    code: codeOfKind.transport,
    message: `The answer to ${action} has no ${what}.`,
    hint: 'Check the address that is called, or a proxy on the way, then run the command again.',
  })
}

/** Gives the map at a path of dotted names within an answer; the answer itself for none. */
export function inside(answer: Properties, path = ''): Properties {
  const found = path === '' ? answer : at(answer, path.split('.'))
  return isRecord(found) ? found : {}
}

/** Gives an answer of an SDK as plain JSON: times become texts, and what is undefined goes. */
export function plain(answer: unknown): Properties {
  const found = JSON.parse(JSON.stringify(answer ?? {})) as Value // JSON.parse gives JSON
  return isRecord(found) ? found : {}
}
