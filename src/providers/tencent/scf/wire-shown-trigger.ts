import { type Properties, record } from '../../../model/value.ts'
import { parsed } from '../kit/json.ts'
import { word } from '../protocols/tables.ts'

/** Shows a trigger as SCF does: the address of a function URL stands beside its settings, and not whose it is. */
export function shownTrigger(
  { Namespace: _namespace, FunctionName, ...trigger }: Properties,
  gatewayUrl: string,
): Properties {
  const { NetConfig, ...rest } = record(parsed(trigger.TriggerDesc))
  if (trigger.Type !== 'http' || record(NetConfig).EnableExtranet !== true) return trigger
  const ExtranetUrl = `${gatewayUrl}/${word(FunctionName)}`
  return {
    ...trigger,
    TriggerDesc: JSON.stringify({ ...rest, NetConfig: { ...record(NetConfig), ExtranetUrl } }),
  }
}
