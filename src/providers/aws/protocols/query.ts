import type { Operation, WireCall, WireReply, WireRequest } from '../../../model/operation.ts'
import type { Fault } from './fault.ts'
import { faultOf } from './fault.ts'
import type { Tree } from './xml.ts'
import { xml } from './xml.ts'

type QueryHandler = (call: WireCall, form: URLSearchParams) => Tree | undefined

const spaces: Readonly<Record<string, string>> = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  cloudformation: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  route53: 'https://route53.amazonaws.com/doc/2013-04-01/',
  sns: 'http://sns.amazonaws.com/doc/2010-03-31/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
}

/** Gives the form that a call of a query service is. */
export function formOf(request: WireRequest): URLSearchParams {
  return new URLSearchParams(Buffer.from(request.body).toString('utf8'))
}

/** Makes operations of a query service, whose calls are forms and whose answers are XML. */
export function queryService(service: string) {
  return (name: string, handler: QueryHandler): Operation => ({
    service,
    name,
    mutates: !/^(Get|List)/.test(name),
    handle(call) {
      try {
        const result = xml(`${name}Result`, handler(call, formOf(call.request)))
        return answer(service, name, result, call.id())
      } catch (error) {
        const found = faultOf(error)
        if (found === undefined) throw error
        return queryRefusal(service, found)
      }
    },
  })
}

function answer(service: string, name: string, result: string, id: string): WireReply {
  const metadata = xml('ResponseMetadata', { RequestId: id })
  const body = `<${name}Response xmlns="${spaces[service]}">${result}${metadata}</${name}Response>`
  return { status: 200, headers: { 'content-type': 'text/xml' }, body }
}

/** Says an error as the query services do. */
export function queryRefusal(service: string, { status, code, message }: Fault): WireReply {
  const type = status >= 500 ? 'Receiver' : 'Sender'
  const tree = { Error: { Type: type, Code: code, Message: message }, RequestId: 'fnx' }
  const body = xml('ErrorResponse', tree, ` xmlns="${spaces[service]}"`)
  return { status, headers: { 'content-type': 'text/xml' }, body }
}

/** Reads a list of a form: `Tags.member.1.Key`. */
export function listOf(form: URLSearchParams, name: string): readonly Readonly<Record<string, string>>[] {
  const found: Record<string, string>[] = []
  for (const [key, value] of form) {
    const match = /^(\w+)\.member\.(\d+)(?:\.(\w+))?$/.exec(key)
    if (match?.[1] !== name) continue
    const index = Number(match[2]) - 1
    found[index] = { ...found[index], [match[3] ?? '']: value }
  }
  return found.filter(item => item !== undefined)
}

/** Reads a list of texts of a form: `TagKeys.member.1`. */
export function textsOf(form: URLSearchParams, name: string): readonly string[] {
  return listOf(form, name).map(item => item[''] ?? '')
}

/** Reads a map of a form: `Attributes.entry.1.key`. */
export function mapOf(form: URLSearchParams, name: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [field, key] of form) {
    const index = /^(\w+)\.entry\.(\d+)\.key$/.exec(field)
    if (index?.[1] === name) found[key] = form.get(`${name}.entry.${index[2]}.value`) ?? ''
  }
  return found
}
