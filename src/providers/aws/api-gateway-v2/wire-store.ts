import type { WireCall } from '../../../model/operation.ts'
import { type Properties, record } from '../../../model/value.ts'
import { gatewayRefusal, missing } from '../api-gateway/wire-apis.ts'
import { restService } from '../protocols/rest.ts'
import { entry, keyIn } from '../protocols/scope.ts'
import { httpApiTable } from './kept.ts'

/** Makes operations of API Gateway on HTTP and WebSocket APIs. */
export const onHttpApi = restService('apigatewayv2', gatewayRefusal)

/** Gives the record of the API that a path names. */
export function apiOf(call: WireCall, path: Readonly<Record<string, string>>): Properties {
  const found = entry(call.store, httpApiTable, keyIn(call, path.api ?? ''))
  if (found === undefined) throw missing(`Invalid API identifier specified 000000000000:${path.api}`)
  return found
}

/** Keeps the record of an API. */
export function save(call: WireCall, api: Properties): void {
  call.store.put(httpApiTable, keyIn(call, String(shownOf(api).apiId)), api)
}

/** Gives what AWS shows of an API. */
export function shownOf(api: Properties): Properties {
  return record(api.shown)
}
