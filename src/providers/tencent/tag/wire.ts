import type { Operation, ServiceWire } from '../../../model/operation.ts'
import { list, record } from '../../../model/value.ts'
import { refusal, writing } from '../protocols/api.ts'
import { all, functionKey, tables, word } from '../scf/wire-names.ts'

/** The tag service, for functions: they are named by their ids. */
const tags: readonly Operation[] = [
  writing('tag', 'ModifyResourceTags', (input, { store }) => {
    const id = word(input.Resource).split('/').at(-1)
    const fn = all(store, tables.functions).find(({ FunctionId }) => FunctionId === id)
    if (fn === undefined)
      return refusal('ResourceNotFound', `Resource ${word(input.Resource)} does not exist`)
    const replaced = list(input.ReplaceTags).map(tag => ({
      Key: word(record(tag).TagKey),
      Value: word(record(tag).TagValue),
    }))
    const gone = [
      ...replaced.map(({ Key }) => Key),
      ...list(input.DeleteTags).map(tag => word(record(tag).TagKey)),
    ]
    const kept = list(fn.Tags).filter(tag => !gone.includes(word(record(tag).Key)))
    store.put(tables.functions, functionKey(fn), { ...fn, Tags: [...kept, ...replaced] })
    return {}
  }),
]

/** Tag, as the local cloud answers it. */
export const wire: ServiceWire = { operations: tags }
