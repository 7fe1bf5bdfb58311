import { FnxError } from '../../model/diagnostic.ts'
import type { Access, Connection, Pace, Settings } from '../../model/provider.ts'
import { type Properties, text } from '../../model/value.ts'
import { checkedRegion, checkKeys } from '../kit/checked.ts'
import type { Answer, Call, CallOptions, Service } from './call.ts'
import { clearMembers, clearOss } from './clear-answer.ts'
import { membersOf, senderOf } from './client-api.ts'
import { type Oss, ossOf } from './client-oss.ts'
import { credentialOf } from './credentials.ts'

/** A page of a list of buckets, which the published types take for the list itself. */
export interface BucketPage {
  readonly buckets: readonly { readonly name: string; readonly region: string }[] | null
  readonly isTruncated: boolean
  readonly nextMarker: string | null
}

/** Whether a call may be sent again when nobody knows whether it had its effect. */
export type Mode = 'once' | 'repeatable'

/** Aliyun, reached. The SDKs are loaded at their first call, and every call is paced. */
export interface AliyunClient {
  readonly account: string
  readonly region: string
  readonly pace: Pace
  /** Where the local cloud listens, when calls go there. */
  readonly endpoint?: string
  /** Calls an operation with members in the API's own words; one that begins with `Create` is sent once. */
  call(service: Service, action: string, input: Properties): Promise<Properties>
  /** Calls an operation and gives what came back as it is; one that only gets is repeated. */
  exchange(service: Service, action: string, input: Properties, options: CallOptions): Promise<Answer>
  /** `bucket` is the one that calls on objects are about. */
  oss<T>(mode: Mode, bucket: string, send: (oss: Oss) => Promise<T>): Promise<T>
  /** Asks the local cloud about itself. */
  local(path: string): Promise<unknown>
}

const fallbackRegion = 'cn-hangzhou'

/** Finds the region of a connection: the place that has the keys may name one. */
export async function regionOf(access: Access): Promise<string> {
  return regionIn(access, (await credentialOf(access)).region)
}

function regionIn({ region, environment, endpoint }: Access, ofKeys: string | undefined): string {
  return checkedRegion(
    region ||
      environment.ALIBABA_CLOUD_REGION_ID ||
      environment.ALIBABA_CLOUD_REGION ||
      ofKeys ||
      fallbackRegion,
    { ...(endpoint !== undefined && { endpoint }) },
  )
}

/** Reaches Aliyun: finds credentials by the official chain, and the account by asking who calls. */
export async function connect(settings: Settings): Promise<Connection<AliyunClient>> {
  const { pace, endpoint } = settings
  checkKeys(settings, 'ALIBABA_CLOUD_')
  const { credential, ...said } = await credentialOf(settings)
  const region = regionIn(settings, said.region)
  const reach = { credential, region, ...(endpoint === undefined ? {} : { endpoint }) }
  const send = senderOf(reach)
  const oss = ossOf(reach)
  const called = async (call: Call) =>
    pace.attempt(async () => clearMembers(call, membersOf(await send(call))), {
      repeatable: !call.action.startsWith('Create'),
      call: { service: call.service, operation: call.action },
    })
  const caller = await called({ service: 'sts', action: 'GetCallerIdentity', input: {}, account: '' })
  const account = text(caller.AccountId) ?? ''
  if (said.account !== undefined && said.account !== account) throw otherAccount(said.account, account)
  const client: AliyunClient = {
    account,
    region,
    pace,
    ...(endpoint === undefined ? {} : { endpoint }),
    call: (service, action, input) => called({ service, action, input, account }),
    exchange: (service, action, input, options) =>
      pace.attempt(() => send({ service, action, input, account, ...options }), {
        repeatable: action.startsWith('Get'),
        call: { service, operation: action },
      }),
    oss: async (mode, bucket, work) => {
      const client = await oss(bucket)
      return pace.attempt(async () => clearOss(await work(client)), {
        repeatable: mode === 'repeatable',
        call: { service: 'oss' },
      })
    },
    local: async path => (await fetch(new URL(path, endpoint))).json(),
  }
  return { client, account, region }
}

/** What is deployed to an account by mistake is found late. */
function otherAccount(said: string, account: string): FnxError {
  return new FnxError(
    {
      code: 'E6304',
      message: `The keys in use are of account ${account}, and the file that they stand in says ${said}.`,
      hint: 'Correct ACCOUNT_ID in .env, the endpoint in ~/.fcli/config.yaml or AccountID in ~/.s/access.yaml, or the keys.',
    },
    1,
  )
}
