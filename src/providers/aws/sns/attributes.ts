import { equal, type Properties, type Value } from '../../../model/value.ts'
import type { CloudClient } from '../../kit/call.ts'
import { type Form, valueText } from '../../kit/form.ts'
import type { Part } from '../../kit/parts.ts'

/** How the properties that are attributes go into a creating call: all in one map, as text. */
export function attributeForm(names: readonly string[]): Required<Pick<Form, 'names' | 'codecs'>> {
  return {
    names: Object.fromEntries(names.map(name => [name, `Attributes.${name}`])),
    codecs: Object.fromEntries(names.map(name => [name, valueText])),
  }
}

/** Writes attributes that changed by a call each, and those that left the template back to what they were at first. */
export function attributes<const A extends string>(
  action: A,
  resets: Readonly<Record<string, Value>>,
): Part<CloudClient, A> {
  const names = Object.keys(resets)
  return {
    takes: names,
    calls: ({ key, now, before }) =>
      names.flatMap(AttributeName => {
        const value = wanted(AttributeName, { now, before, resets })
        if (value === undefined) return []
        return [{ action, members: { ...key, AttributeName, AttributeValue: valueText.write(value) } }]
      }),
    absent: resets,
  }
}

interface Attribute {
  readonly now: Properties
  readonly before: Properties
  readonly resets: Readonly<Record<string, Value>>
}

function wanted(name: string, { now, before, resets }: Attribute): Value | undefined {
  if (equal(now[name] ?? null, before[name] ?? null)) return undefined
  return now[name] ?? resets[name]
}
