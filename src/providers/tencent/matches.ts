import { isRecord, type Properties, record } from '../../model/value.ts'

/** Tells whether a document is a Tencent template: by its resource types, or by fnx's own Transform line. */
export function matches(document: Properties): boolean {
  if (document.Transform === transform) return true
  return Object.values(record(document.Resources)).some(
    body => isTencent(body) || (isRecord(body) && Object.values(body).some(nested => isTencent(nested))),
  )
}

/** A line that a template may carry; no tool of Tencent's own asks for it. */
export const transform = 'TencentCloud::Serverless-2018-06-13'

function isTencent(body: unknown): boolean {
  return isRecord(body) && typeof body.Type === 'string' && body.Type.startsWith('TencentCloud::')
}
