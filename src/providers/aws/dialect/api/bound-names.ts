import { isRecord, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { type DraftMap, own } from '../draft.ts'
import { nameOf } from '../events/rest-api.ts'

/** Lists, by the logical ID of each REST API, the names that functions behind it ask for. */
export function boundNames(
  written: Readonly<Record<string, DraftMap>>,
): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>()
  for (const body of Object.values(written)) {
    const properties = own(body, 'Properties')
    if (body.Type !== 'AWS::Serverless::Function' || !isRecord(properties)) continue
    if (!given(properties.FunctionName)) continue
    for (const api of apisOf(properties.Events)) {
      const names = found.get(api) ?? []
      names.push(properties.FunctionName)
      found.set(api, names)
    }
  }
  return found
}

function apisOf(events: Value | undefined): readonly string[] {
  return Object.values(isRecord(events) ? events : {}).flatMap(event => {
    if (!isRecord(event) || event.Type !== 'Api' || !isRecord(event.Properties)) return []
    return nameOf(event.Properties.RestApiId) ?? []
  })
}
