import type { InvokeOutcome } from './contract.ts'
import type { Thing } from './source.ts'
import type { LocalApp } from './stack.ts'
import type { Value } from './value.ts'

/** A request to a cloud's own API, as it came over the wire. */
export interface WireRequest {
  readonly method: string
  /** Path and query, undecoded. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface WireReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string
}

/** Which call of which API a request is. */
export interface Recognised {
  /** `lambda`, `iam`, `fc`, `scf`, … */
  readonly service: string
  /** `CreateFunction`; what fnx does not know keeps the cloud's name for it and has no operation. */
  readonly operation: string
  /** Changes something: such calls are counted, and faults may hit before or after their effect. */
  readonly mutates: boolean
}

/** Trouble in no cloud's words yet; each wire puts it in its own form. */
export type WireErrorKind =
  | 'not-emulated' // 501: fnx does not answer this call
  | 'throttled'
  | 'internal'
  | 'denied'
  | 'role-not-assumable'
  | 'bad-signature'
  | 'unknown-key'

/** Keeps what a local cloud holds; every change is on disk before the reply goes out. */
export interface Store {
  get(table: string, key: string): Value | undefined
  put(table: string, key: string, value: Value): void
  /** Tells whether there was something to delete. */
  delete(table: string, key: string): boolean
  /** Entries of a table in the order of their keys. */
  list(table: string): readonly (readonly [string, Value])[]
  /** Stores bytes under their SHA-256, which it gives. */
  keep(bytes: Uint8Array): string
  bytes(hash: string): Uint8Array | undefined
}

/** What an operation is handed. */
export interface WireCall {
  readonly request: WireRequest
  readonly recognised: Recognised
  readonly store: Store
  /** Where the two faces listen: `http://127.0.0.1:4566` and `http://127.0.0.1:3000`. */
  readonly apiUrl: string
  readonly gatewayUrl: string
  readonly now: Date
  /** A fresh random id, a UUID. */
  id(): string
  /** Runs a deployed function by the id that `app` gives it. */
  invoke(functionId: string, payload: Uint8Array): Promise<InvokeOutcome>
  /** Lines that a function wrote, oldest first; times in ms. */
  logs(
    functionId: string,
  ): readonly { readonly time: number; readonly text: string; readonly stream: string }[]
}

/** One call of a control-plane API, answered locally. */
export interface Operation {
  readonly service: string
  readonly name: string
  readonly mutates: boolean
  handle(call: WireCall): WireReply | Promise<WireReply>
}

/** What the local cloud answers of one service. */
export interface ServiceWire {
  readonly operations: readonly Operation[]
  /** Gives what it keeps of its own that the local cloud may run something of, as templates write it. */
  kept?(store: Store): readonly Thing[]
}

/** The wire APIs of one cloud. */
export interface Wire {
  readonly cloud: string
  /** The header of answers that names the request, where the cloud has one for all its services. */
  readonly idHeader?: string
  /** Says which call a request is, or nothing when it is not this cloud's. */
  recognise(request: WireRequest): Recognised | undefined
  /** Checks the signature; `secretOf` gives the secret of a key id. Gives the kind of error, or nothing when all is well. */
  verify(request: WireRequest, secretOf: (keyId: string) => string | undefined): WireErrorKind | undefined
  readonly operations: readonly Operation[]
  /** Says an error in the cloud's own form. */
  refuse(request: WireRequest, recognised: Recognised, kind: WireErrorKind): WireReply
  /** What is deployed, ready to run. */
  app(store: Store): LocalApp
}
