import type { Store } from '../../../model/operation.ts'
import type { Thing } from '../../../model/source.ts'
import { localAccount } from '../contract/routes.ts'
import { all, functionKey, tables, triggerKey, word } from '../protocols/tables.ts'

/** Gives the functions that a local cloud keeps, and their triggers, as the API shows them. */
export function keptFunctions(store: Store): readonly Thing[] {
  const account = localAccount.uin
  const functions = all(store, tables.functions).map(properties => ({
    id: functionKey(properties),
    type: 'TencentCloud::SCF::Function',
    properties,
    region: word(properties.Region),
    account,
    code: { property: ['Code'], stored: word(properties.CodeHash) },
  }))
  const triggers = all(store, tables.triggers)
    .filter(({ Qualifier }) => Qualifier === '$LATEST' || Qualifier === '$DEFAULT')
    .map(properties => ({
      id: triggerKey(properties),
      type: 'TencentCloud::SCF::Trigger',
      properties: { ...properties, FunctionName: functionKey(properties) },
      region: '',
      account,
    }))
  return [...functions, ...triggers]
}
