import type { Rule } from '../../../../model/dialect.ts'
import { type Properties, record, text } from '../../../../model/value.ts'
import { crc64 } from '../../kit/crc64.ts'

/** Refuses code in the template that Function Compute cannot read; packaging looks into the zip itself. */
export const zipFile: Rule = {
  code: 'E4328',
  title: 'Code in the template is not a zip',
  why: 'Function Compute takes a zip in base64, and refuses the function in the middle of a deploy.',
  *check({ resources }) {
    for (const { logicalId, type, body, path } of resources) {
      const code = record(record(body.Properties).Code)
      if (type !== 'ALIYUN::FC3::Function' || typeof code.ZipFile !== 'string') continue
      const fault = faultOf(code.ZipFile, code)
      if (fault === undefined) continue
      yield {
        path: [...path, 'Properties', 'Code', fault.property],
        message: `The ${fault.property} of ${logicalId} ${fault.what}.`,
        hint: 'Write the path of a folder as Code, or the output of: base64 code.zip',
      }
    }
  },
}

interface Fault {
  readonly property: string
  readonly what: string
}

function faultOf(zip: string, { Checksum }: Properties): Fault | undefined {
  const bytes = bytesOf(zip)
  if (bytes === undefined) return { property: 'ZipFile', what: 'is not base64' }
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip) return { property: 'ZipFile', what: 'is base64 of something that is not a zip' }
  const sum = crc64(bytes)
  if (Checksum === undefined || text(Checksum) === undefined || text(Checksum) === sum) return undefined
  return { property: 'Checksum', what: `is not the CRC-64 of its zip, which is ${sum}` }
}

/** YAML may have broken the text into lines. */
function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}
