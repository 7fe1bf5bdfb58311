import type { Coded, Stack } from '../model/stack.ts'
import type { Template } from '../model/template.ts'
import { at, isRecord, own, type Path, record, type Value } from '../model/value.ts'

/** Finds where a function, a layer or the globals write a value; gives the place of the first when neither does. */
export function sourcePath(
  { id, code }: Pick<Coded, 'id' | 'code'>,
  written: string,
  { stack, template }: { readonly stack: Stack | undefined; readonly template: Template },
): Path {
  const origin = own(stack?.resources ?? {}, id)?.origin ?? ['Resources', id]
  const exact = [...origin, 'Properties', ...(code?.property ?? [])]
  if (at(template.document, exact) === written) return exact
  for (const path of [[...origin, 'Properties'], origin, ['Globals', 'Function']]) {
    const map = at(template.document, path)
    const key = isRecord(map) ? Object.keys(map).find(name => map[name] === written) : undefined
    if (key !== undefined) return [...path, key]
  }
  return origin
}

/** Tells whether a section holds a loop or an inclusion that could not be carried out, so that names in it are open. */
export function hasMacro(section: Value | undefined): boolean {
  return Object.keys(record(section)).some(key => key.startsWith('Fn::'))
}
