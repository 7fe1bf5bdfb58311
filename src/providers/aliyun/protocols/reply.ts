import type { Operation, WireCall, WireReply } from '../../../model/operation.ts'
import { text, type Value } from '../../../model/value.ts'

/** Makes an operation; those that only look are told from those that change by their name. */
export function operation(service: string, name: string, handle: Operation['handle']): Operation {
  return { service, name, mutates: isChange(name), handle }
}

/** Tells whether an operation changes something, by the words that Aliyun uses. */
export function isChange(name: string): boolean {
  return !/^(?:Get|List|Describe|Query|Head|Check|Invoke)/.test(name)
}

/** Answers as Aliyun's JSON services do. */
export function json(status: number, body: Value, headers: Readonly<Record<string, string>> = {}): WireReply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
}

/** Answers a deletion. */
export function noContent(): WireReply {
  return { status: 204, headers: {}, body: '' }
}

/** Says an error as Aliyun's JSON services do. */
export function jsonError(status: number, code: string, message: string, requestId = 'local'): WireReply {
  return json(status, { Code: code, Message: message, RequestId: requestId, HostId: 'local' })
}

/** Answers as OSS does; an error is a document of its own. */
export function xml(status: number, body: string, headers: Readonly<Record<string, string>> = {}): WireReply {
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-oss-request-id': 'local', ...headers },
    body: body === '' ? '' : `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  }
}

/** Says an error as OSS does. */
export function xmlError(status: number, code: string, message: string): WireReply {
  const body = element(
    'Error',
    element('Code', code) + element('Message', message) + element('RequestId', 'local'),
  )
  return xml(status, body, { 'x-oss-ec': '0000' })
}

/** Writes a time as OSS does: its own clients read no other fraction of a second. */
export function dated(time: Value | undefined): string {
  return (text(time) ?? '').replace(/\.\d+Z$/, '.000Z')
}

/** Writes an XML element around text that is markup already. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}

/** Writes a text so that it is no markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`)
}

/** Gives the parameters of an RPC call, which stand in the query or in a form. */
export function parametersOf({ request }: Pick<WireCall, 'request'>): URLSearchParams {
  const mark = request.url.indexOf('?')
  const found = new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1))
  const form = request.headers['content-type']?.includes('application/x-www-form-urlencoded')
  if (form === true)
    for (const [name, value] of new URLSearchParams(Buffer.from(request.body).toString()))
      found.append(name, value)
  return found
}
