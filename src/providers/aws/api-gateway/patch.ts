import type { Properties } from '../../../model/value.ts'
import { equal, isList, isRecord, text } from '../../../model/value.ts'

/** One change in the form that API Gateway's updates take. */
export interface Patch {
  readonly op: string
  readonly path: string
  readonly value?: string
}

/** Makes the changes for properties that differ, by the path that each has in the service. */
export function patches(
  paths: Readonly<Record<string, string>>,
  now: Properties,
  before: Properties | undefined,
): readonly Patch[] {
  return Object.entries(paths).flatMap(([property, path]): readonly Patch[] => {
    const value = now[property]
    if (equal(value, before?.[property])) return []
    if (value === undefined) return [{ op: 'replace', path, value: '' }]
    const written = isRecord(value) || isList(value) ? JSON.stringify(value) : (text(value) ?? '')
    return [{ op: 'replace', path, value: written }]
  })
}

/** Makes the changes for the entries of a map, such as the variables of a stage. */
export function mapPatches(prefix: string, now: Properties, before: Properties): readonly Patch[] {
  const path = (name: string): string => `${prefix}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`
  return [
    ...Object.entries(now)
      .filter(([name, value]) => !equal(value, before[name]))
      .map(([name, value]) => ({ op: 'replace', path: path(name), value: text(value) ?? '' })),
    ...Object.keys(before)
      .filter(name => !(name in now))
      .map(name => ({ op: 'remove', path: path(name) })),
  ]
}
