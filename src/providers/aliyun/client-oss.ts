import type AliOss from 'ali-oss'
import type { Reach } from './call.ts'
import { uploadTime } from './client-api.ts'

/** The ms in which OSS answers once it has everything. */
const answerTime = 60_000

interface Version {
  readonly name: string
  readonly versionId: string
  readonly isLatest?: boolean
}

/** OSS's client with the calls that its published types leave out. */
export type Oss = AliOss & {
  putBucketTags(name: string, tags: Readonly<Record<string, string>>): Promise<unknown>
  getBucketTags(name: string): Promise<{ readonly tag: Readonly<Record<string, unknown>> }>
  putBucketVersioning(name: string, status: string): Promise<unknown>
  getBucketVersioning(name: string): Promise<{ readonly versionStatus?: string }>
  deleteMulti(
    entries: readonly { readonly key: string; readonly versionId?: string }[],
    options: { readonly quiet: boolean },
  ): Promise<unknown>
  listObjectVersions(query: { readonly maxKeys: number }): Promise<{
    readonly objects: readonly Version[]
    readonly deleteMarker: readonly Version[]
  }>
}

/** Gives the client for a bucket, made when it is first asked for; it does not retry. */
export function ossOf(reach: Reach): (bucket: string) => Promise<Oss> {
  const buckets = new Map<string, Oss>()
  return async bucket => {
    const known = buckets.get(bucket)
    if (known !== undefined) return known
    const { default: Client } = await import('ali-oss')
    const made = new Client({ ...(await optionsOf(reach)), bucket }) as Oss // the types lack some of its calls
    buckets.set(bucket, made)
    return made
  }
}

async function optionsOf({ credential, region, endpoint }: Reach): Promise<AliOss.Options> {
  const keys = async () => {
    const { accessKeyId = '', accessKeySecret = '', securityToken } = await credential.getCredential()
    return { accessKeyId, accessKeySecret, ...(securityToken ? { stsToken: securityToken } : {}) }
  }
  const current = await keys()
  return {
    ...current,
    ...('stsToken' in current
      ? {
          refreshSTSToken: async () => ({ stsToken: '', ...(await keys()) }),
          refreshSTSTokenInterval: 300_000,
        }
      : {}),
    ...place(region, endpoint),
    timeout: answerTime,
  }
}

/** Gives the ms that a put may take: the SDK's limit for the answer begins before the body is sent. */
export function putTimeout(bytes: number): number {
  return answerTime + uploadTime(bytes)
}

/** With an IP address the SDK would still sign and name the public host; a name and `sldEnable` keep it local. */
function place(region: string, endpoint: string | undefined): Partial<AliOss.Options> {
  const signed = { region: `oss-${region}`, authorizationV4: true }
  if (endpoint === undefined) return { ...signed, secure: true }
  const url = new URL(endpoint)
  if (url.hostname === '127.0.0.1') url.hostname = 'localhost'
  // `sldEnable` puts the bucket in the path; the published types do not know it.
  const options: Record<string, unknown> = { ...signed, endpoint: url.origin, sldEnable: true }
  return options
}
