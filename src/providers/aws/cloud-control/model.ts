import { isList, isRecord, type Properties, type Value } from '../../../model/value.ts'

/** Gives a model with JSON as the template has it, as text or as a map: services read either, and show one of them. */
export function comparable(known: Properties, model: Properties): Properties {
  return Object.fromEntries(Object.entries(model).map(([name, live]) => [name, like(known[name], live)]))
}

function like(known: Value | undefined, live: Value): Value {
  if (known === undefined) return live
  if (typeof known === 'string' && (isRecord(live) || isList(live))) return asText(known, live)
  if (typeof live === 'string' && (isRecord(known) || isList(known))) return parsed(live) ?? live
  if (isRecord(known) && isRecord(live)) return comparable(known, live)
  return isList(known) && isList(live) ? live.map((item, index) => like(known[index], item)) : live
}

/** The text of the template, where it says the same. */
function asText(known: string, live: Value): Value {
  return JSON.stringify(parsed(known)) === JSON.stringify(live) ? known : JSON.stringify(live)
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value // JSON gives values
  } catch {
    return undefined
  }
}
