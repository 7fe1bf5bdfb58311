import type { Operation, ServiceWire, Store } from '../../../model/operation.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { localAccount } from '../contract/routes.ts'
import { reading, refusal, writing } from '../protocols/api.ts'
import { all, functionKey, tables, word } from '../protocols/tables.ts'

/** The tag service, for functions and buckets: functions are named by their ids, buckets by their names. */
const tags: readonly Operation[] = [
  // API 2018-08-13: things that carry a tag of each filter, by their six-part names.
  reading('tag', 'GetResources', (input, { store, request }) => {
    const region = request.headers['x-tc-region'] ?? 'ap-guangzhou'
    const fits = everything(store, region).filter(({ tags: carried }) =>
      list(input.TagFilters)
        .map(record)
        .every(filter => holds(carried, filter)),
    )
    const start = Number(input.PaginationToken || 0)
    const end = start + Number(input.MaxResults ?? 50)
    return {
      PaginationToken: end < fits.length ? String(end) : '',
      ResourceTagMappingList: fits.slice(start, end).map(({ name, tags: carried }) => ({
        Resource: name,
        Tags: carried.map(({ Key, Value }) => ({ TagKey: Key ?? '', TagValue: Value ?? '' })),
      })),
    }
  }),
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

interface Tagged {
  readonly name: string
  readonly tags: readonly Properties[]
}

function everything(store: Store, region: string): readonly Tagged[] {
  const { uin, appId } = localAccount
  const functions = all(store, tables.functions).map(fn => ({
    name: `qcs::scf:${region}:uin/${uin}:lam/${word(fn.FunctionId)}`,
    tags: list(fn.Tags).map(record),
  }))
  const buckets = all(store, tables.buckets).map(({ Name, Location, tags: carried }) => ({
    name: `qcs::cos:${word(Location)}:uid/${appId}:${word(Name)}`,
    tags: list(carried).map(record),
  }))
  return [...functions, ...buckets].filter(({ tags: carried }) => carried.length > 0)
}

function holds(tags: readonly Properties[], { TagKey, TagValue }: Properties): boolean {
  const values = list(TagValue)
  return tags.some(
    ({ Key, Value }) => Key === TagKey && (values.length === 0 || values.includes(Value ?? null)),
  )
}
