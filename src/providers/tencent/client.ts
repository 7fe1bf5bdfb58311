import type { Pace } from '../../model/provider.ts'
import type { Properties } from '../../model/value.ts'

/** A call of an API that is signed with TC3. */
export interface ApiCall {
  readonly service: 'scf' | 'cam' | 'cls' | 'sts' | 'tag'
  readonly action: string
  readonly input: Properties
  /** Whether sending it twice does no more than sending it once. */
  readonly repeatable: boolean
}

/** A call of COS. */
export interface CosCall {
  readonly method: 'GET' | 'PUT' | 'HEAD' | 'DELETE'
  /** With the appid: `photos-1250000000`. */
  readonly bucket: string
  readonly key?: string
  /** The sub-resource: `acl`, `tagging`, `versioning`. */
  readonly action?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly repeatable: boolean
}

/** Tencent Cloud as resource types see it: every call is paced, and no SDK is loaded before its first call. */
export interface TencentClient {
  readonly region: string
  /** Uin of the account. */
  readonly account: string
  readonly pace: Pace
  /** Set for the local cloud. */
  readonly endpoint?: string
  api(call: ApiCall): Promise<Properties>
  /** Gives the XML of the answer as a map. */
  cos(call: CosCall): Promise<Properties>
  /** The number at the end of bucket names. */
  appId(): Promise<string>
}
