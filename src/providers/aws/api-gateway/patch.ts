import type { Properties, Value } from '../../../model/value.ts'
import { equal, isList, isRecord, list, text } from '../../../model/value.ts'

/** One change in the form that API Gateway's updates take; see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html. */
export interface Patch {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly value?: string
}

/** The path of a property in the service, and what it goes back to when it leaves the template; null takes the value away. */
export type PatchPaths = Readonly<Record<string, readonly [path: string, reset: string | null]>>

/** Makes the changes for properties that differ. */
export function patches(paths: PatchPaths, now: Properties, before: Properties): readonly Patch[] {
  return Object.entries(paths).flatMap(([property, [path, reset]]): readonly Patch[] => {
    const value = now[property]
    if (equal(value, before[property])) return []
    const written = value === undefined ? reset : patchText(value)
    return [{ op: 'replace', path, ...(written === null ? {} : { value: written }) }]
  })
}

function patchText(value: Value): string {
  return isRecord(value) || isList(value) ? JSON.stringify(value) : (text(value) ?? '')
}

/** Makes the changes for the entries of a map, such as the variables of a stage. */
export function mapPatches(prefix: string, now: Properties, before: Properties): readonly Patch[] {
  const path = (name: string): string => `${prefix}/${pointer(name)}`
  return [
    ...Object.entries(now)
      .filter(([name, value]) => !equal(value, before[name]))
      .map(([name, value]) => ({ op: 'replace', path: path(name), value: text(value) ?? '' }) as const),
    ...Object.keys(before)
      .filter(name => !(name in now))
      .map(name => ({ op: 'remove', path: path(name) }) as const),
  ]
}

/** Writes a name as one step of a path (RFC 6901). */
export function pointer(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1')
}

/** Makes the changes for the entries of a map that takes no replacing of what is not there. */
export function entryPatches(prefix: string, now: Properties, before: Properties): readonly Patch[] {
  return mapPatches(prefix, now, before).map(patch => {
    const isNew = Object.keys(before).every(name => patch.path !== `${prefix}/${pointer(name)}`)
    return patch.op === 'replace' && isNew ? { ...patch, op: 'add' } : patch
  })
}

/** Makes the changes for the members of a list that is no order. */
export function memberPatches(
  path: string,
  now: Value | undefined,
  before: Value | undefined,
): readonly Patch[] {
  const [wanted = [], known = []] = [now, before].map(value => list(value).map(String))
  const change = (op: 'add' | 'remove') => (value: string) => ({ op, path, value }) as const
  return [
    ...wanted.filter(one => !known.includes(one)).map(change('add')),
    ...known.filter(one => !wanted.includes(one)).map(change('remove')),
  ]
}
