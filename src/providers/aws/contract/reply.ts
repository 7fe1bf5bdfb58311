import type { HttpReply, InvokeOutcome } from '../../../model/contract.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isRecord, list, record, text } from '../../../model/value.ts'

/** Makes a reply of JSON. */
export function jsonReply(status: number, body: Value): HttpReply {
  return { status, headers: [['content-type', 'application/json']], body: Buffer.from(JSON.stringify(body)) }
}

/** Reads what a function gave as JSON, or nothing when it is none. */
export function resultOf(outcome: InvokeOutcome): Value | undefined {
  try {
    return JSON.parse(Buffer.from(outcome.payload).toString('utf8')) as Value // JSON gives values
  } catch {
    return undefined
  }
}

/** Gives the status of a structured answer, or nothing when it is not one. */
export function statusOf(answer: Value | undefined): number | undefined {
  if (!isRecord(answer)) return undefined
  const status = Number(answer.statusCode)
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined
}

/** Gives the body of a structured answer as bytes. */
export function bodyOf({ body, isBase64Encoded }: Properties): Uint8Array {
  const content = body === undefined || body === null ? '' : (text(body) ?? JSON.stringify(body))
  return Buffer.from(content, isBase64Encoded === true ? 'base64' : 'utf8')
}

/** Lists the headers of a structured answer. */
export function headersOf(headers: Value | undefined): readonly (readonly [string, string])[] {
  return Object.entries(record(headers)).flatMap(([name, value]) => {
    const content = text(value)
    return content === undefined ? [] : [[name, content] as const]
  })
}

/** Gives headers, with a type for the body where the function named none. */
export function withType(
  headers: readonly (readonly [string, string])[],
  type: string,
): readonly (readonly [string, string])[] {
  const named = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return named ? headers : [...headers, ['content-type', type]]
}

/** Reads an answer of payload format 2.0: a structured one, or any value as a body of JSON. */
export function replyOfFormat2(outcome: InvokeOutcome): HttpReply | undefined {
  const answer = resultOf(outcome)
  if (answer === undefined) return undefined
  const status = isRecord(answer) && 'statusCode' in answer ? statusOf(answer) : 200
  if (status === undefined) return undefined
  if (!isRecord(answer) || !('statusCode' in answer)) {
    const content = typeof answer === 'string' ? answer : JSON.stringify(answer)
    return { status, headers: [['content-type', 'application/json']], body: Buffer.from(content) }
  }
  const cookies = list(answer.cookies).map(cookie => ['set-cookie', String(cookie)] as const)
  const headers = withType(headersOf(answer.headers), 'application/json')
  return { status, headers: [...headers, ...cookies], body: bodyOf(answer) }
}
