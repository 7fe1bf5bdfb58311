import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { sub } from '../calls.ts'
import { refuse } from '../refusal.ts'
import type { Source } from '../transform-context.ts'

/** One end of a connector: a resource of the template, or what is said of one elsewhere. */
export interface ConnectorEnd {
  readonly id?: string
  readonly type: string
  readonly arn?: Value | undefined
  readonly role?: Value | undefined
  readonly url?: Value | undefined
  readonly resourceId?: Value | undefined
  readonly name?: Value | undefined
  readonly qualifier?: Value | undefined
}

/** Fills a profile with what is known of both ends; what it needs must be known. */
export function filledProfile(
  source: Source,
  profile: Properties,
  { from, to }: { readonly from: ConnectorEnd; readonly to: ConnectorEnd },
): Properties {
  const values = { ...valuesOf('Source', from), ...valuesOf('Destination', to) }
  const text = JSON.stringify(profile)
  for (const [name, value] of Object.entries(values))
    if ((value === undefined || value === null) && text.includes(`%{${name}}`))
      refuse(source.id, `${name} is not known.`, ['Properties'])
  const done = filled(profile, values)
  return isRecord(done) ? done : {}
}

function valuesOf(name: string, end: ConnectorEnd): Readonly<Record<string, Value | undefined>> {
  return {
    [`${name}.Arn`]: end.arn,
    [`${name}.ResourceId`]: end.resourceId,
    [`${name}.Name`]: end.name,
    [`${name}.Qualifier`]: end.qualifier,
  }
}

/** Puts values for `%{Name}`: in their place where they stand alone, and by `Fn::Sub` inside a text. */
export function filled(value: Value, values: Readonly<Record<string, Value | undefined>>): Value {
  if (isList(value)) return value.map(item => filled(item, values))
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, values)]))
  return typeof value === 'string' ? filledText(value, values) : value
}

function filledText(text: string, values: Readonly<Record<string, Value | undefined>>): Value {
  const used: [string, Value][] = []
  let changed = text
  for (const [name, value] of Object.entries(values)) {
    const hole = `%{${name}}`
    if (value === undefined || !changed.includes(hole)) continue
    if (changed === hole) return value
    const plain = name.replace(/[^A-Za-z0-9]/g, '')
    changed = changed.replaceAll(hole, `\${${plain}}`)
    used.push([plain, value])
  }
  if (!/\$\{.+\}/.test(changed)) return changed
  return used.length > 0 ? sub(changed, Object.fromEntries(used)) : sub(changed)
}
