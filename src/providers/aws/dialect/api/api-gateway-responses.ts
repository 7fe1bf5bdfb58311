import { isRecord, own, type Properties, put, type Value } from '../../../../model/value.ts'
import { given, isIntrinsic } from '../calls.ts'
import { type DraftMap, draftOf, mapAt } from '../draft.ts'
import { printed } from '../printed.ts'
import { refuse } from '../refusal.ts'
import type { Source } from '../transform-context.ts'

const fields = ['ResponseParameters', 'ResponseTemplates', 'StatusCode']
const prefixes = { Headers: 'header', Paths: 'path', QueryStrings: 'querystring' }

/** Adds to a definition what API Gateway answers when it fails before the function is called. */
export function addGatewayResponses({ id, properties }: Source, doc: DraftMap): void {
  const held = mapAt(doc, 'x-amazon-apigateway-gateway-responses')
  const responses = isRecord(properties.GatewayResponses) ? properties.GatewayResponses : {}
  for (const [kind, response] of Object.entries(responses)) {
    const path = ['Properties', 'GatewayResponses', kind]
    if (!isRecord(response) || isIntrinsic(response))
      refuse(id, `the gateway response ${kind} must be a map.`, path)
    const unknown = Object.keys(response).find(key => !fields.includes(key))
    if (unknown !== undefined)
      refuse(id, `gateway responses have no property ${unknown}.`, [...path, unknown])
    put(held, kind, draftOf(responseOf(id, kind, response)))
  }
}

function responseOf(id: string, kind: string, response: Properties): Properties {
  const path = ['Properties', 'GatewayResponses', kind]
  const { ResponseParameters, ResponseTemplates, StatusCode } = response
  if (given(StatusCode) && !/^[0-9]{1,3}$/.test(String(StatusCode)))
    refuse(id, 'StatusCode must be a number of up to three digits.', [...path, 'StatusCode'])
  const parameters = given(ResponseParameters) ? ResponseParameters : {}
  if (!isRecord(parameters))
    return refuse(id, 'ResponseParameters must be a map.', [...path, 'ResponseParameters'])
  const unknown = Object.keys(parameters).find(key => !Object.hasOwn(prefixes, key))
  if (unknown !== undefined) refuse(id, `ResponseParameters has no property ${unknown}.`, path)
  return {
    responseParameters: parametersOf(id, parameters),
    responseTemplates: given(ResponseTemplates) ? ResponseTemplates : {},
    ...(isAbsent(StatusCode) ? {} : { statusCode: printed(StatusCode ?? null) }),
  }
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value === null || value === ''
}

function parametersOf(id: string, parameters: Properties): Properties {
  const found = Object.entries(prefixes).flatMap(([group, prefix]) => {
    const values: Value = own(parameters, group) ?? {}
    if (!isRecord(values))
      return refuse(id, `${group} of ResponseParameters must be a map.`, ['Properties', 'GatewayResponses'])
    return Object.entries(values).map(([name, value]) => [`gatewayresponse.${prefix}.${name}`, value])
  })
  return Object.fromEntries(found)
}
