import { type Properties, text } from '../../../model/value.ts'
import { foreign, isOfStack, type Owner } from '../../kit/ownership.ts'
import { readTags } from '../../kit/tags.ts'
import { type Part, partsOf } from './http-part.ts'

/** Tells whether the API that a part is of was made by the stack that looks for the part. */
export async function isOfOwnApi(
  { ask }: Part,
  { properties, ...owner }: Owner & { readonly properties: Properties },
): Promise<boolean> {
  const api = await ask('GetApi', { ApiId: text(properties.ApiId) ?? '' })
  return isOfStack(readTags(api?.Tags), owner)
}

/** Tells whether an API has a part of a name, which is to be the only one that has it. */
export function isNamed(action: Parameters<typeof partsOf>[1]) {
  return async (session: Part, { properties }: { readonly properties: Properties }): Promise<boolean> =>
    (await partsOf(session, action, properties)).some(({ Name }) => Name === properties.Name)
}

/** Makes the search for the part of a name. */
export function byNameIn(
  action: Parameters<typeof partsOf>[1],
  { type, idName }: { readonly type: string; readonly idName: string },
) {
  return async (session: Part, sought: Owner & { readonly properties: Properties }) => {
    const { ApiId, Name } = sought.properties
    const found = (await partsOf(session, action, sought.properties)).find(part => part.Name === Name)
    if (found === undefined) return undefined
    if (!(await isOfOwnApi(session, sought))) throw foreign(type, String(Name))
    return `${String(ApiId)}|${String(found[idName])}`
  }
}
