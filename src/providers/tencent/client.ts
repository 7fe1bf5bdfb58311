import type { Pace } from '../../model/provider.ts'
import type { Properties } from '../../model/value.ts'

/** A service whose API is signed with TC3. */
export type Service = 'scf' | 'cam' | 'cls' | 'sts' | 'tag'

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
  /** Makes a call of an API that is signed with TC3; one that creates or invokes is sent once. */
  call(service: Service, action: string, input: Properties): Promise<Properties>
  /** Gives the XML of the answer as a map. */
  cos(call: CosCall): Promise<Properties>
  /** The number at the end of bucket names. */
  appId(): Promise<string>
}
