import type { Properties } from '../../model/value.ts'
import type { Credential } from './credentials.ts'

/** A service that is called by the name of an operation and its members. */
export type Service = 'fc' | 'ram' | 'sls' | 'sts'

/** Who calls, and where. */
export interface Reach {
  readonly credential: Credential
  readonly region: string
  /** Every call goes there when it is given. */
  readonly endpoint?: string
}

/** What a call brings beside its members. */
export interface CallOptions {
  /** Seconds for which the service may work without a word; a minute when absent. */
  readonly patience?: number
  readonly headers?: Readonly<Record<string, string>>
  /** The body where it is not JSON, such as an event. */
  readonly payload?: Uint8Array
}

/** What came back, undecoded. */
export interface Answer {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** One call to send, and the account whose functions it is about. */
export interface Call extends CallOptions {
  readonly service: Service
  readonly action: string
  readonly input: Properties
  readonly account: string
}
