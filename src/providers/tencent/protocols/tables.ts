import type { Store } from '../../../model/operation.ts'
import { type Properties, record, text, type Value } from '../../../model/value.ts'

/** The tables that a local Tencent cloud keeps. */
export const tables = {
  functions: 'tencent.functions',
  namespaces: 'tencent.namespaces',
  triggers: 'tencent.triggers',
  roles: 'tencent.roles',
  policies: 'tencent.policies',
  buckets: 'tencent.buckets',
  objects: 'tencent.objects',
} as const

/** Gives a record of a table, or nothing. */
export function found(store: Store, table: string, key: string): Properties | undefined {
  const value = store.get(table, key)
  return value === undefined ? undefined : record(value)
}

/** Gives all records of a table. */
export function all(store: Store, table: string): readonly Properties[] {
  return store.list(table).map(([, value]) => record(value))
}

/** Gives the key of a function: namespace and name. */
export function functionKey({ Namespace, FunctionName }: Properties): string {
  return `${text(Namespace) || 'default'}|${text(FunctionName) ?? ''}`
}

/** Gives the key of a trigger. */
export function triggerKey(input: Properties): string {
  return [functionKey(input), text(input.Type) ?? '', text(input.TriggerName) ?? ''].join('|')
}

/** Gives a text, empty where there is none. */
export function word(value: Value | undefined): string {
  return text(value) ?? ''
}
