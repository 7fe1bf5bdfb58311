import { artifactKey } from '../../../model/artifact.ts'
import type { Input } from '../../../model/provider.ts'
import { isRecord, type Properties, record, text } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'

/**
 * Gives the code of a function as the API takes it: the zip itself, or an object in COS, whose bucket it names without the
 * appid; nothing for code that stays as it is and whose package is gone.
 */
export async function codeOf(
  client: TencentClient,
  { properties, artifact }: Input,
): Promise<Properties | undefined> {
  const { Code } = properties
  if (isRecord(Code) && Code[artifactKey] !== undefined)
    return artifact && { ZipFile: Buffer.from(await artifact.read()).toString('base64') }
  const bucket = text(record(Code).CosBucketName)
  if (bucket === undefined) return record(Code)
  const suffix = `-${await client.appId()}`
  const short = bucket.endsWith(suffix) ? bucket.slice(0, -suffix.length) : bucket
  return { CosBucketRegion: client.region, ...record(Code), CosBucketName: short }
}
