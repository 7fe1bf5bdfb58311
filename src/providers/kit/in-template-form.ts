import {
  canonical,
  isCall,
  isList,
  isRecord,
  isSecret,
  member,
  type Properties,
  text,
  type Value,
} from '../../model/value.ts'
import { type Form, memberOf } from './form.ts'

/**
 * Gives what lives in the cloud in the template's own writing, cut to what the template set: defaults that the cloud
 * fills in, numbers as text and lists in another order are no drift. What stands for a secret cannot be compared and is
 * given as it is.
 * @example inTemplateForm({ Timeout: '5' }, { Timeout: 5, Memory: 128 }) // { Timeout: '5' }
 */
export function inTemplateForm(known: Properties, live: Properties, form: Form = {}, path = ''): Properties {
  const found: [string, Value][] = []
  for (const [name, value] of Object.entries(known)) {
    const inner = path === '' ? name : `${path}.${name}`
    const lives = isSecret(value) ? value : memberOf(live, name, form, inner)
    if (lives !== undefined) found.push([name, alike(value, lives, form, inner)])
    else if (path !== '' && isEmpty(value)) found.push([name, value])
  }
  return Object.fromEntries(found)
}

function alike(known: Value, live: Value, form: Form, path: string): Value {
  const codec = form.codecs?.[path]
  if (codec !== undefined) return alikeText(known, codec.read(live, known))
  if (isSecret(known) || isCall(known) || (isEmpty(known) && isEmpty(live))) return known
  if (isRecord(known) && isRecord(live))
    return form.free?.includes(path) ? whole(known, live) : inTemplateForm(known, live, form, path)
  if (isList(known) && isList(live)) return sameItems(known, live, form, path)
  return text(known) !== undefined && text(known) === text(live) ? known : live
}

/**
 * What a codec read is in the template's shape already, and the template's alone: nothing in it is a default of the cloud,
 * so that whatever somebody added to it shows. JSON that the template has as text is compared as JSON.
 */
function alikeText(known: Value, live: Value): Value {
  if (typeof known === 'string' && typeof live === 'string') return sameJson(known, live) ? known : live
  return alikeWhole(known, live)
}

/** Numbers as text are alike at every depth; names and items that only one side has stay on that side. */
function alikeWhole(known: Value, live: Value): Value {
  if (isSecret(known) || isCall(known)) return known
  if (isRecord(known) && isRecord(live)) {
    const names = Object.entries(live)
    return Object.fromEntries(
      names.map(([name, value]) => [name, alikeWhole(member(known, name) ?? value, value)]),
    )
  }
  if (isList(known) && isList(live)) return live.map((item, index) => alikeWhole(known[index] ?? item, item))
  return text(known) !== undefined && text(known) === text(live) ? known : live
}

function sameJson(one: string, other: string): boolean {
  try {
    return canonical(JSON.parse(one)) === canonical(JSON.parse(other))
  } catch {
    return one === other
  }
}

/** Names that somebody added to a map of free names are drift, too. */
function whole(known: Properties, live: Properties): Properties {
  const secrets = Object.entries(known).filter(([, value]) => isSecret(value))
  const lives = Object.entries(live).map(([name, value]) => [
    name,
    alike(member(known, name) ?? value, value, {}, ''),
  ])
  return { ...Object.fromEntries(lives), ...Object.fromEntries(secrets) }
}

function sameItems(known: readonly Value[], live: readonly Value[], form: Form, path: string): Value {
  const inOrder = live.map((item, index) => alike(known[index] ?? item, item, form, path))
  if (known.length !== live.length || canonical(inOrder) === canonical(known)) return inOrder
  const sorted = known.map(item =>
    live.findIndex(other => canonical(alike(item, other, form, path)) === canonical(item)),
  )
  return new Set(sorted).size === known.length && !sorted.includes(-1) ? known : inOrder
}

/** A setting that the cloud does not have and one that is empty in the template are the same. */
function isEmpty(value: Value): boolean {
  if (value === '' || value === null) return true
  return isList(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0
}
