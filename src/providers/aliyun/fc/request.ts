import { isCall, isList, isRecord, type Properties, text, type Value } from '../../../model/value.ts'
import { operations } from './operations.ts'

/** A call of FC as HTTP. */
export interface FcRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** JSON text. */
  readonly body?: string
}

const version = '2023-03-30'

/** Makes the HTTP request of an operation; throws for one that is not in the table. */
export function requestOf(action: string, input: Properties): FcRequest {
  const place = operations[action]
  if (place === undefined) throw new Error(`FC has no operation ${action}. This is a bug in fnx.`)
  const [method = '', template = ''] = place.split(' ')
  const named = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const path = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(text(input[name]) ?? ''))
  const rest = Object.entries(input).filter(([name]) => !named.includes(name))
  const whole = { method, path: `/${version}${path}` }
  if (method === 'POST' || method === 'PUT')
    return { ...whole, query: {}, body: JSON.stringify(Object.fromEntries(rest)) }
  return { ...whole, query: Object.fromEntries(rest.map(([name, value]) => [name, inQuery(value)])) }
}

/** Lists stand in the query as JSON. */
function inQuery(value: Value): string {
  return isList(value) || isRecord(value) || isCall(value) ? JSON.stringify(value) : String(value)
}
