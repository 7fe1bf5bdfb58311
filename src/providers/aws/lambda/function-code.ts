import { artifactKey } from '../../../model/artifact.ts'
import { FnxError } from '../../../model/diagnostic.ts'
import type { Input } from '../../../model/provider.ts'
import { isRecord } from '../../../model/value.ts'

/** Gives the code of a function or a layer as Lambda takes it: bytes in the call, or an object or image that exists. */
export async function codeOf(
  { properties, artifact, logicalId }: Input,
  property: 'Code' | 'Content' = 'Code',
): Promise<Record<string, unknown>> {
  const Code = properties[property]
  if (isRecord(Code)) {
    const { [artifactKey]: packaged, ZipFile, ...location } = Code
    // What the template says beside the packaged code, such as the key that encrypts it, goes with it.
    if ((packaged ?? ZipFile) !== undefined && artifact !== undefined)
      return { ...location, ZipFile: await artifact.read() }
    if (Code.S3Bucket !== undefined || Code.ImageUri !== undefined) return location
  }
  throw new FnxError({
    code: 'E6202',
    message: `The code of ${logicalId} was not packaged.`,
    hint: `Name a folder, file or zip beside the template in ${property} or ${property}Uri.`,
  })
}
