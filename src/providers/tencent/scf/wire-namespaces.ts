import type { Operation, Store } from '../../../model/operation.ts'
import { beijingTime } from '../kit/beijing-time.ts'
import { page, reading, refusal, writing } from '../protocols/api.ts'
import { all, found, tables, word } from '../protocols/tables.ts'

/** Namespaces of SCF; `default` is always there. */
export const namespaces: readonly Operation[] = [
  writing('scf', 'CreateNamespace', (input, { store, now }) => {
    const name = word(input.Namespace)
    if (!/^[A-Za-z][\w-]{0,38}[A-Za-z0-9]$/.test(name))
      return refusal('InvalidParameterValue.Namespace', `${name} is not a name for a namespace`)
    if (hasNamespace(store, name))
      return refusal('ResourceInUse.Namespace', `Namespace ${name} exists already`)
    store.put(tables.namespaces, name, {
      Name: name,
      Description: word(input.Description),
      Type: 'default',
      AddTime: beijingTime(now),
      ModTime: beijingTime(now),
    })
    return {}
  }),
  writing('scf', 'UpdateNamespace', (input, { store, now }) => {
    const entry = found(store, tables.namespaces, word(input.Namespace))
    if (entry === undefined) return missing(word(input.Namespace))
    const changed = { ...entry, Description: word(input.Description), ModTime: beijingTime(now) }
    store.put(tables.namespaces, word(input.Namespace), changed)
    return {}
  }),
  writing('scf', 'DeleteNamespace', (input, { store }) => {
    const name = word(input.Namespace)
    if (all(store, tables.functions).some(fn => fn.Namespace === name))
      return refusal('FailedOperation.DeleteNamespace', `Namespace ${name} still holds functions`)
    return store.delete(tables.namespaces, name) ? {} : missing(name)
  }),
  reading('scf', 'ListNamespaces', (input, { store }) => {
    const every = [{ Name: 'default', Description: '', Type: 'default' }, ...all(store, tables.namespaces)]
    return { Namespaces: page(every, input), TotalCount: every.length }
  }),
]

/** Tells whether a namespace is there. */
export function hasNamespace(store: Store, name: string): boolean {
  return name === 'default' || found(store, tables.namespaces, name) !== undefined
}

function missing(name: string) {
  return refusal('ResourceNotFound.Namespace', `Namespace ${name} does not exist`)
}
