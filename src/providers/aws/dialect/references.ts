import { put } from '../../../model/value.ts'
import type { Draft, DraftMap } from './draft.ts'

/** What names of the template stand for after the transform. */
export interface Renames {
  /** New logical IDs by old ones. */
  readonly ids: ReadonlyMap<string, string>
  /** By logical ID, the resource that a name behind it stands for: `Fn.Alias`. */
  readonly derived: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** Rewrites every reference to what has another name now, in place. */
export function rename(value: Draft, renames: Renames): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) rename(item, renames)
    return
  }
  let size = 0
  let last = ''
  for (const key in value) {
    rename(value[key] ?? null, renames)
    size++
    last = key
  }
  if (size === 1) renameCall(value, last, renames)
  if (renames.ids.size > 0 && value.DependsOn !== undefined) renameDependencies(value, renames)
}

function renameDependencies(body: DraftMap, { ids }: Renames): void {
  const renamed = (item: Draft): Draft => (typeof item === 'string' ? (ids.get(item) ?? item) : item)
  const { DependsOn } = body
  if (Array.isArray(DependsOn)) body.DependsOn = DependsOn.map(renamed)
  else if (typeof DependsOn === 'string') body.DependsOn = renamed(DependsOn)
}

function renameCall(call: DraftMap, key: string, renames: Renames): void {
  const argument = call[key] ?? null
  if (key === 'Ref' && typeof argument === 'string') put(call, key, newName(argument, renames) ?? argument)
  else if (key === 'Fn::GetAtt' && Array.isArray(argument)) put(call, key, newAttribute(argument, renames))
  else if (key === 'Fn::Sub') put(call, key, newSub(argument, renames))
}

function newName(name: string, { ids, derived }: Renames): string | undefined {
  const dot = name.indexOf('.')
  return dot < 0 ? ids.get(name) : derived.get(name.slice(0, dot))?.get(name.slice(dot + 1))
}

function newAttribute(argument: readonly Draft[], { ids, derived }: Renames): Draft[] {
  if (argument.length < 2 || !argument.every(item => typeof item === 'string')) return [...argument]
  const [id = '', name = '', ...rest] = argument.join('.').split('.')
  const target = derived.get(id)?.get(name)
  if (target !== undefined) return [target, ...rest]
  const renamed = ids.get(id)
  return renamed === undefined ? [...argument] : [renamed, name, ...rest]
}

function newSub(argument: Draft, renames: Renames): Draft {
  if (typeof argument === 'string') return newText(argument, renames)
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') return argument
  return [newText(argument[0], renames), ...argument.slice(1)]
}

function newText(text: string, { ids, derived }: Renames): string {
  return text.replace(/\$\{([A-Za-z0-9.]+)\}/g, (hole, inside: string) => {
    const [id = '', name, ...rest] = inside.split('.')
    const target = name === undefined ? undefined : derived.get(id)?.get(name)
    if (target !== undefined) return `\${${[target, ...rest].join('.')}}`
    const renamed = ids.get(id)
    return renamed === undefined ? hole : `\${${[renamed, ...inside.split('.').slice(1)].join('.')}}`
  })
}
