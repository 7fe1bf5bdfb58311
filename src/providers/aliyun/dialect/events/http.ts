import { list, type Properties, text, type Value } from '../../../../model/value.ts'
import type { TriggerType } from './trigger.ts'

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS']

/** The HTTP trigger, and the API events that become one: API Gateway's part is done by the function's own address. */
export const http: TriggerType = {
  events: ['HTTP', 'Http', 'API', 'Api'],
  triggerType: 'http',
  required: [],
  optional: ['AuthType', 'Methods', 'Path', 'Method', 'RestApiId', 'Qualifier', 'InvocationRole'],
  config(event) {
    return { authType: authOf(event), methods: methodsOf(event) }
  },
}

/** Gives the methods that an event asks for, in upper case; `ANY` stands for all. */
export function methodsOf(event: Properties): readonly Value[] {
  const asked = event.Methods === undefined ? [event.Method ?? 'ANY'] : list(event.Methods)
  const names = asked.map(method => text(method)?.toUpperCase() ?? method)
  return names.includes('ANY') ? methods : names
}

function authOf(event: Properties): Value {
  return text(event.AuthType)?.toLowerCase() ?? event.AuthType ?? 'anonymous'
}
