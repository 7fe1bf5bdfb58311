import {
  equal,
  isCall,
  isList,
  isRecord,
  isSecret,
  type Properties,
  text,
  type Value,
} from '../../../model/value.ts'

/**
 * Gives what lives in the cloud in the words of what was asked for: only what was asked for, secrets as they stand in
 * the state, `5` and `'5'` alike, and what the cloud filled in left out.
 * @example faithful({ Timeout: '5' }, { timeout: 5, cpu: 1 }, name => name.toLowerCase()) // { Timeout: '5' }
 */
export function faithful(asked: Properties, live: Properties, wire: (name: string) => string): Properties {
  const entries = Object.entries(asked).map(([name, value]) => [
    name,
    inWords(value, live[wire(name)] ?? null, wire),
  ])
  return Object.fromEntries(entries)
}

function inWords(asked: Value, live: Value, wire: (name: string) => string): Value {
  if (isSecret(asked) || isCall(asked) || (isEmpty(asked) && isEmpty(live))) return asked
  if (isRecord(asked) && isRecord(live)) return faithful(asked, live, wire)
  if (isList(asked) && isList(live) && asked.length === live.length)
    return asked.map((item, index) => inWords(item, live[index] ?? null, wire))
  return same(asked, live) ? asked : live
}

/** A setting that is absent in the cloud and empty in the template is the same. */
function isEmpty(value: Value): boolean {
  return value === '' || value === null || equal(value, []) || equal(value, {})
}

function same(asked: Value, live: Value): boolean {
  return equal(asked, live) || (text(asked) !== undefined && text(asked) === text(live))
}

/** Gives a map of names to texts, such as the environment, whole: what was added outside shows, secrets stay masked. */
export function wholeMap(asked: Properties, live: Properties): Properties {
  const entries = Object.entries(live).map(([name, value]) => {
    const wanted = asked[name] ?? null
    return [name, isSecret(wanted) || isCall(wanted) || same(wanted, value) ? wanted : value]
  })
  return Object.fromEntries(entries)
}

/** Gives a list whose order means nothing in the order in which it was asked for, with what is new behind. */
export function inOrder(asked: readonly Value[], live: readonly Value[]): readonly Value[] {
  const there = (items: readonly Value[], item: Value) => items.some(other => equal(other, item))
  return [...asked.filter(item => there(live, item)), ...live.filter(item => !there(asked, item))]
}
